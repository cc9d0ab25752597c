package io.tidegate.gateway.file;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;

/// What lies under a folder, and whether it outlives the machine's power.
public record Medium(boolean durable, String words) {
  private static final Map<String, String> FLEETING =
      Map.of(
          "tmpfs", "it is in memory",
          "ramfs", "it is in memory",
          "overlay", "an overlay may keep its changes in memory",
          "overlayfs", "an overlay may keep its changes in memory");

  static Medium of(Path folder) throws IOException {
    return of(Files.getFileStore(folder).type(), folder);
  }

  /// By the name that the kernel gives its type.
  public static Medium of(String type, Path folder) {
    String why = FLEETING.get(type);
    if (why == null) {
      return new Medium(true, "");
    }
    return new Medium(
        false,
        folder
            + " is on "
            + type
            + ": "
            + why
            + ", so messages there may not survive a power cut and no board is told that its"
            + " readings are safe before the broker has them; for safety choose a folder on a disk"
            + " or card");
  }
}
