"""What people tell about customers and stores: reports, notes, tags, orders by word of mouth."""
