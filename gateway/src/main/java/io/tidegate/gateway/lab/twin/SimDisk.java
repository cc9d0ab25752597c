package io.tidegate.gateway.lab.twin;

import io.tidegate.gateway.core.Disk;
import io.tidegate.gateway.spool.DiskBatch;
import io.tidegate.gateway.spool.DiskResult;
import io.tidegate.gateway.spool.DiskResult.Trouble;
import io.tidegate.gateway.spool.DiskStep;
import io.tidegate.sim.world.World;
import java.util.ArrayList;
import java.util.List;
import java.util.TreeMap;
import java.util.function.Consumer;
import java.util.random.RandomGenerator;

/// A folder on a disk that keeps what was synced and nothing else for sure.
public final class SimDisk implements Disk {
  private static final long FREE_BYTES = 1L << 32;

  /// The longest pause the spool makes before it tries a failed batch again.
  private static final long RETRY_NANOS = 10_000_000_000L;

  private final World world;
  private final World.Turn turn;
  private final RandomGenerator random;
  private final Coverage coverage;
  private final Watch watch;
  private final Trace trace;

  // what is on it
  private final TreeMap<Long, SimFile> segments = new TreeMap<>();
  private final TreeMap<Long, SimFile> unlinked = new TreeMap<>();
  private final SimFile[] cursors = new SimFile[2];
  private long quarantinedBytes;

  // the batch under way
  private Consumer<DiskResult> answers = _ -> {};
  private DiskBatch batch;
  private int step;
  private long stepNanos = Long.MAX_VALUE;
  private List<DiskResult.Loaded> loaded = new ArrayList<>();

  // troubles
  public boolean writesFail;
  public boolean syncsFail;
  public boolean full;
  public boolean slow;
  private Runnable interruption;
  private boolean failed;
  private long healthySinceNanos;

  private boolean slowStep; // the step under way began in trouble

  public SimDisk(World world, Watch watch, Coverage coverage, Trace trace) {
    this.world = world;
    this.random = world.chance();
    this.watch = watch;
    this.coverage = coverage;
    this.trace = trace;
    this.turn = world.add(this::run);
  }

  /// Where answers go from now on.
  public void attach(Consumer<DiskResult> answers) {
    this.answers = answers;
  }

  @Override
  public void perform(DiskBatch next) {
    watch.require(batch == null, "a second batch was begun while one is under way");
    batch = next;
    step = 0;
    loaded = new ArrayList<>();
    trace.line(world.nowNanos(), "disk", "begins " + words(next));
    begin();
    if (interruption != null && next.steps().stream().anyMatch(DiskStep.Unlink.class::isInstance)) {
      world.at(world.nowNanos() + random.nextLong(20_000_000), interruption);
      interruption = null;
    }
  }

  /// Done once, while the next batch that unlinks something is under way or has just ended.
  public void interruptUnlinking(Runnable what) {
    interruption = what;
  }

  public boolean busy() {
    return batch != null;
  }

  public byte[] cursor(int slot) {
    return cursors[slot] == null ? null : cursors[slot].content();
  }

  /// Ids, the newest first.
  public List<Long> ids() {
    return new ArrayList<>(segments.descendingKeySet());
  }

  public byte[] segment(long id) {
    return segments.get(id).content();
  }

  public long bytes() {
    long bytes = 0;
    for (SimFile file : segments.values()) {
      bytes += file.length();
    }
    return bytes;
  }

  /// Since when it has done all that it was asked, in its usual time.
  public long healthySinceNanos() {
    return troubled() || failed || slowStep ? Long.MAX_VALUE : healthySinceNanos;
  }

  public void heal() {
    mended();
    writesFail = false;
    syncsFail = false;
    full = false;
    slow = false;
  }

  /// A trouble has ended.
  public void mended() {
    healthySinceNanos = world.nowNanos();
  }

  /// The machine lost power, or (`torn` false) only the process died: then the system still holds
  /// and writes what it was given.
  public void crash(boolean torn) {
    if (batch != null) {
      coverage.add(Fault.GATEWAY_KILLED_DURING_BATCH);
      partly(batch.steps().get(step));
    }
    batch = null;
    failed = false;
    stepNanos = Long.MAX_VALUE;
    if (torn) {
      tear();
      unlinked.clear();
      segments.values().forEach(SimFile::settle);
      segments.values().forEach(file -> file.named = true);
    } else {
      segments.values().forEach(SimFile::outliveProcess);
    }
  }

  /// Durable bytes turn bad. Gives what was in the file until then, null when there is none.
  public byte[] rot() {
    if (segments.isEmpty()) {
      return null;
    }
    List<Long> ids = ids();
    SimFile file = segments.get(ids.get(random.nextInt(ids.size())));
    byte[] before = file.content();
    file.rot(random);
    return before;
  }

  public boolean loseCursors() {
    boolean any = cursors[0] != null || cursors[1] != null;
    if (random.nextBoolean()) {
      cursors[random.nextInt(2)] = null;
    } else {
      cursors[0] = null;
      cursors[1] = null;
    }
    return any;
  }

  private boolean troubled() {
    return writesFail || syncsFail || full || slow;
  }

  private void tear() {
    for (SimFile file : segments.values()) {
      if (file.tear(random)) {
        coverage.add(Fault.UNSYNCED_BYTES_TORN);
      }
    }
    for (Long id : ids()) {
      if (!segments.get(id).named && random.nextBoolean()) {
        segments.remove(id);
        coverage.add(Fault.NAME_LOST);
      }
    }
    unlinked.forEach(
        (id, file) -> {
          if (random.nextBoolean()) {
            segments.putIfAbsent(id, file);
            coverage.add(Fault.UNLINKED_CAME_BACK);
          }
        });
  }

  private long run(long nowNanos) {
    while (batch != null && stepNanos <= nowNanos) {
      Trouble trouble = perform(batch.steps().get(step));
      if (trouble != null) {
        end(new DiskResult.Failed(batch.id(), step, trouble, "simulated " + trouble));
      } else if (++step == batch.steps().size()) {
        end(new DiskResult.Done(batch.id(), loaded, full ? 0 : FREE_BYTES));
      } else {
        begin();
      }
    }
    return stepNanos;
  }

  private void begin() {
    recovers();
    if (batch.steps().isEmpty()) {
      end(new DiskResult.Done(batch.id(), loaded, FREE_BYTES));
      return;
    }
    stepNanos = world.nowNanos() + duration(batch.steps().get(step));
    slowStep = troubled();
    if (slowStep) {
      watch.diskTroubled(stepNanos + RETRY_NANOS);
    }
    turn.wake(stepNanos);
  }

  private void recovers() {
    if (slowStep) {
      slowStep = false;
      mended();
    }
  }

  private void end(DiskResult result) {
    recovers();
    if (result instanceof DiskResult.Failed) {
      failed = true;
    } else if (failed) {
      failed = false;
      mended();
    }
    trace.line(world.nowNanos(), "disk", result.getClass().getSimpleName() + " " + result.batch());
    batch = null;
    stepNanos = Long.MAX_VALUE;
    answers.accept(result);
  }

  private long duration(DiskStep step) {
    long most =
        switch (step) {
          case DiskStep.Append _, DiskStep.Load _, DiskStep.Unlink _, DiskStep.Quarantine _ ->
              300_000L;
          case DiskStep.Sync _, DiskStep.SyncFolder _, DiskStep.WriteCursor _ -> 8_000_000L;
        };
    return 20_000 + random.nextLong(slow ? 200 * most : most);
  }

  /// Null when it went well.
  private Trouble perform(DiskStep step) {
    return switch (step) {
      case DiskStep.Append(long id, byte[] bytes) -> append(id, bytes);
      case DiskStep.Sync(long id) -> sync(id);
      case DiskStep.SyncFolder() -> syncFolder();
      case DiskStep.WriteCursor(int slot, byte[] bytes) -> writeCursor(slot, bytes);
      case DiskStep.Unlink(long id) -> unlink(id);
      case DiskStep.Load(long id) -> load(id);
      case DiskStep.Quarantine(_, byte[] bytes) -> {
        quarantinedBytes += bytes.length;
        yield failsWriting();
      }
    };
  }

  private Trouble failsWriting() {
    if (writesFail) {
      coverage.add(Fault.DISK_WRITE_FAILED);
      return Trouble.INPUT_OUTPUT;
    }
    if (full) {
      coverage.add(Fault.DISK_FULL);
      return Trouble.FULL;
    }
    return null;
  }

  private Trouble failsSyncing() {
    if (syncsFail) {
      coverage.add(Fault.DISK_SYNC_FAILED);
      return Trouble.INPUT_OUTPUT;
    }
    return null;
  }

  private Trouble append(long id, byte[] bytes) {
    Trouble trouble = failsWriting();
    SimFile file = segments.computeIfAbsent(id, _ -> new SimFile());
    file.append(bytes, trouble == null ? bytes.length : random.nextInt(bytes.length + 1));
    return trouble;
  }

  private Trouble sync(long id) {
    Trouble trouble = failsSyncing();
    SimFile file = segments.get(id);
    if (file == null) {
      return Trouble.INPUT_OUTPUT;
    }
    if (trouble != null) {
      file.doom();
      return trouble;
    }
    int before = file.synced();
    if (file.sync() && file.named) {
      watch.durable(file.raw(), before, file.synced());
    }
    return null;
  }

  private Trouble syncFolder() {
    Trouble trouble = failsSyncing();
    if (trouble == null) {
      unlinked.clear();
      for (SimFile file : segments.values()) {
        if (!file.named) {
          file.named = true;
          watch.durable(file.raw(), 0, file.synced());
        }
      }
    }
    return trouble;
  }

  private Trouble writeCursor(int slot, byte[] bytes) {
    Trouble trouble = failsWriting();
    trouble = trouble == null ? failsSyncing() : trouble;
    if (trouble != null) {
      tearCursor(slot, bytes);
      return trouble;
    }
    cursorFile(slot).overwrite(bytes, bytes.length);
    return null;
  }

  private void tearCursor(int slot, byte[] bytes) {
    coverage.add(Fault.CURSOR_TORN);
    cursorFile(slot).overwrite(bytes, random.nextInt(bytes.length + 1));
  }

  private SimFile cursorFile(int slot) {
    if (cursors[slot] == null) {
      cursors[slot] = new SimFile();
    }
    return cursors[slot];
  }

  private Trouble unlink(long id) {
    SimFile file = segments.remove(id);
    if (file != null && file.named) {
      unlinked.put(id, file);
    }
    return null;
  }

  private Trouble load(long id) {
    SimFile file = segments.get(id);
    loaded.add(new DiskResult.Loaded(id, file == null ? new byte[0] : file.content()));
    return null;
  }

  /// The step that was under way when the power went.
  private void partly(DiskStep step) {
    switch (step) {
      case DiskStep.Append(long id, byte[] bytes) ->
          segments
              .computeIfAbsent(id, _ -> new SimFile())
              .append(bytes, random.nextInt(bytes.length + 1));
      case DiskStep.WriteCursor(int slot, byte[] bytes) -> tearCursor(slot, bytes);
      case DiskStep.Unlink(long id) -> {
        if (random.nextBoolean()) {
          unlink(id);
        }
      }
      case DiskStep.Sync _, DiskStep.SyncFolder _, DiskStep.Load _, DiskStep.Quarantine _ -> {}
    }
  }

  private static String words(DiskBatch batch) {
    StringBuilder words = new StringBuilder().append(batch.id());
    for (DiskStep step : batch.steps()) {
      words.append(' ').append(step.getClass().getSimpleName());
      switch (step) {
        case DiskStep.Append(long id, byte[] bytes) ->
            words.append('(').append(id).append(", ").append(bytes.length).append(" bytes)");
        case DiskStep.Sync(long id) -> words.append('(').append(id).append(')');
        case DiskStep.Unlink(long id) -> words.append('(').append(id).append(')');
        case DiskStep.Load(long id) -> words.append('(').append(id).append(')');
        case DiskStep.WriteCursor(int slot, _) -> words.append('(').append(slot).append(')');
        case DiskStep.SyncFolder _, DiskStep.Quarantine _ -> {}
      }
    }
    return words.toString();
  }
}
