"""The rule check on a text: advertising law and conduct (PRODUCT.md 7)."""
