package io.tidegate.sim.pty;

import io.tidegate.sim.board.Board;
import io.tidegate.sim.world.World;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.Callable;
import java.util.concurrent.CancellationException;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.FutureTask;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;

/// Boards on pseudo-terminals, run as fast as the clock goes.
///
/// One thread owns the world, the boards and the ports. Everybody else asks it ([#ask]); only what
/// [Place] says so may be read from anywhere.
public final class Rack implements AutoCloseable {
  /// How long a question may wait at most until the thread looks at it.
  private static final int TURN_MILLIS = 20;

  private static final long TURN_NANOS = TURN_MILLIS * 1_000_000L;

  private final World world;
  private final double speed;
  private final PtyPoll poll = new PtyPoll();
  private final List<Pty> ports = new ArrayList<>();
  private final ConcurrentLinkedQueue<FutureTask<?>> questions = new ConcurrentLinkedQueue<>();
  private final Thread thread;
  private volatile long startNanos = System.nanoTime();

  /// Whether the world's time stands still.
  private boolean held;

  private volatile boolean closing;

  /// Starts at once, with no boards.
  public Rack(World world) {
    this(world, 1);
  }

  /// `speed`: how many seconds pass in the world in one of ours.
  public Rack(World world, double speed) {
    this.world = world;
    this.speed = speed;
    this.thread = Thread.ofPlatform().name("rack").daemon(true).start(this::run);
  }

  /// Gives the board power and plugs it in.
  public Place add(Board board, PortPlan plan) throws IOException {
    return ask(
        () -> {
          Place place = new Place(this, world, poll, board, plan);
          ports.add(place.pty());
          return place;
        });
  }

  /// When the world's time was zero, on the clock of `System.nanoTime()`; later when it was held in
  /// between.
  public long startNanos() {
    return startNanos;
  }

  /// The world's time stands still from now on, or goes on from where it was; what it was late by
  /// is forgotten then. On the rack's thread.
  public void hold(boolean wanted) {
    if (held && !wanted) {
      startNanos = System.nanoTime() - (long) (world.nowNanos() / speed);
    }
    held = wanted;
  }

  /// Has this done on the rack's thread and waits for the result.
  public <T> T ask(Callable<T> question) throws IOException {
    FutureTask<T> task = new FutureTask<>(question);
    questions.add(task);
    if (Thread.currentThread() == thread) {
      answer();
    } else {
      poll.wake();
    }
    try {
      return result(task);
    } catch (InterruptedException _) {
      Thread.currentThread().interrupt();
      throw new IOException("interrupted while the rack was asked");
    } catch (ExecutionException e) {
      throw new IOException(e.getCause().getMessage(), e.getCause());
    }
  }

  private <T> T result(FutureTask<T> task)
      throws IOException, InterruptedException, ExecutionException {
    while (true) {
      try {
        return task.get(TURN_MILLIS, TimeUnit.MILLISECONDS);
      } catch (TimeoutException _) {
        if (!thread.isAlive() && !task.isDone()) {
          throw new IOException("the rack has ended");
        }
      } catch (CancellationException _) {
        throw new IOException("the rack has ended");
      }
    }
  }

  /// Ends the thread; all ports and links are gone then.
  @Override
  public void close() {
    closing = true;
    poll.wake();
    try {
      thread.join();
    } catch (InterruptedException _) {
      Thread.currentThread().interrupt();
    }
  }

  private void run() {
    try {
      while (!closing) {
        turn();
      }
    } catch (IOException e) {
      throw new UncheckedIOException("a port could not be made anew", e);
    } finally {
      closing = true;
      ports.forEach(Pty::close);
      poll.close();
      for (FutureTask<?> left = questions.poll(); left != null; left = questions.poll()) {
        left.cancel(false);
      }
    }
  }

  private void turn() throws IOException {
    answer();
    poll.await(leftNanos());
    if (!held) {
      world.runTo(nextNanos());
    }
    poll.tell();
  }

  /// As far as the clock is. A world that is late goes on by a turn at a time: questions are
  /// answered in between.
  private long nextNanos() {
    long clockNanos = (long) ((System.nanoTime() - startNanos) * speed);
    long fromNanos = Math.max(world.nowNanos(), Math.min(world.dueNanos(), clockNanos));
    return Math.min(clockNanos, fromNanos + (long) (TURN_NANOS * speed));
  }

  /// How long nothing is due.
  private long leftNanos() {
    long dueNanos = world.dueNanos();
    return held || dueNanos == Long.MAX_VALUE
        ? TURN_NANOS
        : Math.clamp(startNanos + (long) (dueNanos / speed) - System.nanoTime(), 0, TURN_NANOS);
  }

  private void answer() {
    for (FutureTask<?> next = questions.poll(); next != null; next = questions.poll()) {
      next.run();
    }
  }
}
