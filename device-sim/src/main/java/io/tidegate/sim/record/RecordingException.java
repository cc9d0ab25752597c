package io.tidegate.sim.record;

import java.io.IOException;
import java.nio.file.Path;

/// A file that cannot be played: where, what was expected there and what stands there.
public final class RecordingException extends IOException {
  private static final long serialVersionUID = 1;

  RecordingException(Path file, int line, String words) {
    super(file + ":" + line + ": " + words);
  }
}
