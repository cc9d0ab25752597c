package io.tidegate.gateway.run;

import io.tidegate.gateway.core.Disk;
import io.tidegate.gateway.spool.DiskBatch;
import java.util.ArrayDeque;

/// A disk before the real one, with two faults to switch on: a sync that hangs, so that a batch is
/// taken and not answered; and a call that hangs, so that the core's own thread stands still.
final class StallingDisk implements Disk {
  private final Disk real;
  private final ArrayDeque<DiskBatch> held = new ArrayDeque<>();
  private boolean silent;
  private boolean blocking;
  private boolean standing;

  StallingDisk(Disk real) {
    this.real = real;
  }

  @Override
  public synchronized void perform(DiskBatch batch) {
    boolean interrupted = false;
    while (blocking) {
      standing = true;
      try {
        wait();
      } catch (InterruptedException _) {
        interrupted = true;
      }
    }
    standing = false;
    if (interrupted) {
      Thread.currentThread().interrupt();
    }
    if (silent) {
      held.add(batch);
    } else {
      real.perform(batch);
    }
  }

  synchronized void silent() {
    silent = true;
  }

  synchronized void blocking() {
    blocking = true;
  }

  /// True while the core's thread stands in here, or a batch is held.
  synchronized boolean hangs() {
    return standing || !held.isEmpty();
  }

  /// All is well again; what was held is done now.
  synchronized void heal() {
    silent = false;
    blocking = false;
    held.forEach(real::perform);
    held.clear();
    notifyAll();
  }
}
