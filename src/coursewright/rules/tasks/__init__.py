"""TSK · Tasks and decisions: what students do, choose and decide."""
