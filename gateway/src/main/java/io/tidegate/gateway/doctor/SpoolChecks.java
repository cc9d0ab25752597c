package io.tidegate.gateway.doctor;

import io.tidegate.gateway.core.Settings;
import io.tidegate.gateway.file.Medium;
import io.tidegate.strict.Unit;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;

/// Where messages wait: may it be written, does it last, is there room, does the card bear it.
final class SpoolChecks {
  private static final long DAY_MILLIS = 86_400_000;

  /// What a sync of a few readings costs a card with ext4: a page of the file, and a page each of
  /// the journal's head, of the inode and of the commit.
  private static final long SYNC_BYTES = 16 << 10;

  /// What of it is not in the bytes that the spool counts.
  private static final long JOURNAL_BYTES = 12 << 10;

  /// How often all of a card may be written: a cautious figure for consumer cards.
  private static final long REWRITES = 500;

  private static final long OUTAGE_DAYS = 365;
  private static final long MEASURED_DAYS = 10 * 365;

  /// Less does not say how it will be.
  private static final long MEASURED_MILLIS = 3_600_000;

  private SpoolChecks() {}

  static List<Finding> find(Situation at) {
    if (at.configuration() == null) {
      return List.of();
    }
    Path folder = at.configuration().spoolFolder();
    List<Finding> found = new ArrayList<>();
    Machine.Mount mount = at.machine().mount(folder);
    if (mount != null && mount.readOnly()) {
      found.add(
          Id.SPOOL_READ_ONLY.error(
              "spool",
              mount.point() + ", where " + folder + " lies, is mounted read-only",
              "mount",
              mount.point()));
      return found;
    }
    found.add(folder(at, folder));
    if (mount != null) {
      found.add(durable(mount, folder));
    }
    room(at, folder, found);
    return found;
  }

  private static Finding folder(Situation at, Path folder) {
    if (at.running() instanceof Running.Yes) {
      return Id.SPOOL_FOLDER.ok("spool", folder + " is in use by the running gateway");
    }
    User user = at.user();
    // systemd makes it, and gives it to the service
    boolean made = user.name().equals(User.SERVICE) && folder.startsWith("/var/lib/tidegate");
    Path existing = at.machine().existing(folder);
    Machine.Owner owner = at.machine().owner(existing);
    if (made || owner != null && user.mayUse(owner)) {
      return Id.SPOOL_FOLDER.ok("spool", user.name() + " may write to " + folder);
    }
    return Id.SPOOL_FOLDER.error(
        "spool",
        user.name() + " may not write to " + at.machine().shown(existing),
        "user",
        user.name(),
        "folder",
        folder.toString());
  }

  private static Finding durable(Machine.Mount mount, Path folder) {
    Medium medium = Medium.of(mount.type(), folder);
    return medium.durable()
        ? Id.SPOOL_DURABLE.ok("spool", "on " + mount.type() + ", which outlives a power cut")
        : Id.SPOOL_DURABLE.error(
            "spool",
            folder
                + " is on "
                + mount.type()
                + "; name a folder on one of the disks that the command lists as spool.folder");
  }

  private static void room(Situation at, Path folder, List<Finding> found) {
    Machine.Room room = at.machine().room(at.machine().existing(folder));
    if (room.totalBytes() == 0) {
      String command = "df -h " + Id.quoted(folder.toString());
      found.add(Id.SPOOL_SPACE.unchecked("spool", "the free space cannot be read", command));
      return;
    }
    Settings.Store store = at.configuration().settings().store();
    long held =
        at.running() instanceof Running.Yes yes ? yes.onDiskBytes() : at.machine().bytesIn(folder);
    found.add(space(store, room.usableBytes(), held));
    found.add(flash(at, store, room.totalBytes()));
  }

  static Finding space(Settings.Store store, long freeBytes, long heldBytes) {
    String floor = Unit.SIZE.shown(store.freeFloorBytes());
    String free = bytes(freeBytes) + " free";
    if (freeBytes < store.freeFloorBytes()) {
      return Id.SPOOL_SPACE.error(
          "spool", free + ", less than spool.free_floor (" + floor + "): old readings are dropped");
    }
    long room = freeBytes - store.freeFloorBytes() + heldBytes;
    if (room < store.limitBytes()) {
      return Id.SPOOL_SPACE.warning(
          "spool",
          free
              + ": room for "
              + bytes(room)
              + " of spool.limit ("
              + Unit.SIZE.shown(store.limitBytes())
              + "), "
              + floor
              + " being left to others");
    }
    return Id.SPOOL_SPACE.ok("spool", free + ", room for all of spool.limit");
  }

  private static Finding flash(Situation at, Settings.Store store, long cardBytes) {
    String file = at.fileShown();
    if (at.running() instanceof Running.Yes yes && yes.upMillis() >= MEASURED_MILLIS) {
      return measured(yes, cardBytes, file);
    }
    return estimated(store.commitDelayNanos(), cardBytes, file);
  }

  /// What the running gateway wrote since its start, at the same rate for a day.
  static Finding measured(Running.Yes running, long cardBytes, String file) {
    double days = (double) running.upMillis() / DAY_MILLIS;
    long syncs = (long) (running.syncs() / days);
    long bytes = (long) ((running.writtenBytes() + running.syncs() * JOURNAL_BYTES) / days);
    String words =
        syncs
            + " syncs and "
            + bytes(bytes)
            + " a day as measured (written_bytes + syncs x 12 KiB, by uptime)";
    return judged(words, bytes, cardBytes, MEASURED_DAYS, file);
  }

  /// The most that a day without a broker can cost.
  static Finding estimated(long commitDelayNanos, long cardBytes, String file) {
    if (commitDelayNanos == 0) {
      return Id.FLASH_BUDGET.warning(
          "spool",
          "spool.commit_delay is 0: each reading is a sync of about 16 KiB; 500 ms gathers them",
          "file",
          file);
    }
    long syncs = DAY_MILLIS * 1_000_000 / commitDelayNanos;
    String words =
        "at most "
            + syncs
            + " syncs and "
            + bytes(syncs * SYNC_BYTES)
            + " on a day without a broker (a day / spool.commit_delay x 16 KiB)";
    return judged(words, syncs * SYNC_BYTES, cardBytes, OUTAGE_DAYS, file);
  }

  private static Finding judged(
      String words, long bytesPerDay, long cardBytes, long wantedDays, String file) {
    long days = bytesPerDay == 0 ? Long.MAX_VALUE : REWRITES * cardBytes / bytesPerDay;
    if (days >= wantedDays) {
      return Id.FLASH_BUDGET.ok("spool", words);
    }
    return Id.FLASH_BUDGET.warning(
        "spool",
        words
            + ": 500 times the "
            + bytes(cardBytes)
            + " there last "
            + days
            + " such days; a longer spool.commit_delay spares them",
        "file",
        file);
  }

  private static String bytes(long bytes) {
    return bytes < 1L << 30
        ? String.format(Locale.ROOT, "%.1f MiB", (double) bytes / (1 << 20))
        : String.format(Locale.ROOT, "%.1f GiB", (double) bytes / (1 << 30));
  }
}
