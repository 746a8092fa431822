"""Step 4, channels: pieces → scripts to read aloud: voice messages, radio and loudspeakers."""
