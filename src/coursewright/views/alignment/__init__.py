"""Outcomes, and what introduces, practises and assesses them."""
