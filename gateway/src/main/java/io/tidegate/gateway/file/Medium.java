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

  /// In a changed root the kernel names no mount that the folder could be on; then nothing is
  /// promised, and nothing stopped.
  static Medium of(Path folder) {
    try {
      return of(Files.getFileStore(folder).type(), folder);
    } catch (IOException e) {
      return fleeting(
          folder + ": this system does not tell what that is on (" + Troubles.words(e) + ")");
    }
  }

  /// By the name that the kernel gives its type.
  public static Medium of(String type, Path folder) {
    String why = FLEETING.get(type);
    return why == null ? new Medium(true, "") : fleeting(folder + " is on " + type + ": " + why);
  }

  private static Medium fleeting(String why) {
    return new Medium(
        false,
        why
            + ", so messages there may not survive a power cut and no board is told that its"
            + " readings are safe before the broker has them; for safety choose a folder on a disk"
            + " or card");
  }
}
