package io.tidegate.gateway.file;

import io.tidegate.gateway.core.Disk;
import io.tidegate.gateway.core.Inbox;
import io.tidegate.gateway.core.Input;
import io.tidegate.gateway.spool.DiskBatch;
import io.tidegate.gateway.spool.DiskResult;
import io.tidegate.gateway.spool.DiskResult.Loaded;
import io.tidegate.gateway.spool.DiskStep;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.ArrayBlockingQueue;
import java.util.concurrent.BlockingQueue;

/// Performs the spool's batches on one thread. A sync that hangs holds up this thread and nobody
/// else; it is a daemon thread, so that it cannot keep a process alive either.
public final class FileDisk implements Disk, AutoCloseable {
  private static final DiskBatch END = new DiskBatch(-1, List.of());

  private final Path folder;
  private final FolderFiles files;
  private final Inbox inbox;

  /// One batch is under way at most; the second place is for the end.
  private final BlockingQueue<DiskBatch> batches = new ArrayBlockingQueue<>(2);

  private final Thread thread = Thread.ofPlatform().name("disk").daemon().unstarted(this::run);

  FileDisk(Path folder, Inbox inbox) {
    this.folder = folder;
    this.files = new FolderFiles(folder);
    this.inbox = inbox;
    thread.start();
  }

  @Override
  public void perform(DiskBatch batch) {
    batches.add(batch);
  }

  /// Ends the thread after the batch that is under way; waits for it two seconds at most. True when
  /// it has ended.
  public boolean end() {
    if (!batches.offer(END)) {
      return false;
    }
    try {
      thread.join(2_000);
    } catch (InterruptedException _) {
      Thread.currentThread().interrupt();
    }
    return !thread.isAlive();
  }

  @Override
  public void close() {
    end();
  }

  private void run() {
    try (files) {
      for (DiskBatch batch = batches.take(); batch != END; batch = batches.take()) {
        inbox.control(new Input.DiskAnswered(answer(batch)));
      }
    } catch (InterruptedException _) {
      Thread.currentThread().interrupt();
    }
  }

  private DiskResult answer(DiskBatch batch) {
    List<Loaded> loaded = new ArrayList<>();
    for (int i = 0; i < batch.steps().size(); i++) {
      DiskStep step = batch.steps().get(i);
      try {
        byte[] bytes = files.perform(step);
        if (step instanceof DiskStep.Load(long segment)) {
          loaded.add(new Loaded(segment, bytes));
        }
      } catch (IOException | RuntimeException failure) {
        return failed(batch, i, step, failure);
      }
    }
    return new DiskResult.Done(batch.id(), loaded, freeBytes());
  }

  /// Anything that goes wrong is an answer: without one the spool would wait for ever.
  private DiskResult failed(DiskBatch batch, int index, DiskStep step, Exception failure) {
    if (step instanceof DiskStep.Append(long segment, _)) {
      files.forget(segment);
    } else if (step instanceof DiskStep.Sync(long segment)) {
      files.forget(segment);
    }
    IOException io =
        failure instanceof IOException given ? given : new IOException(failure.toString(), failure);
    String words = step.getClass().getSimpleName() + " in " + folder + ": " + Troubles.words(io);
    return new DiskResult.Failed(batch.id(), index, Troubles.of(io, folder), words);
  }

  private long freeBytes() {
    try {
      return Files.getFileStore(folder).getUsableSpace();
    } catch (IOException _) {
      return Long.MAX_VALUE;
    }
  }
}
