"""ASM · Assessment: fair evidence, clearly judged."""
