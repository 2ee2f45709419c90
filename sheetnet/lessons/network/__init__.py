"""The compiler: from a network to sheets. Layers lay themselves out; nothing here knows a particular architecture."""
