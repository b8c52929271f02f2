"""What managers see in numbers: every figure names its n and lists exactly what it counts."""
