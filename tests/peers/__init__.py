"""Stand-ins for the messengers' servers, as strict as the real ones are."""
