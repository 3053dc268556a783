"""Exports of Canvas: a cartridge, and beside it what Canvas keeps of its own."""
