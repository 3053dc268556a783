"""What Canvas reads beside a plain cartridge: settings of modules, assignments, quizzes and topics."""
