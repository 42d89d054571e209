"""What the tests of all three apps share; nothing here is imported by the product."""
