package io.tidegate.gateway.run;

import io.tidegate.gateway.core.Inbox;
import io.tidegate.gateway.core.Input;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.locks.Condition;
import java.util.concurrent.locks.ReentrantLock;

/// Three lanes under one lock: control first, then one chunk of the next port in turn, then a
/// command. What the broker says is heard between any two chunks.
///
/// Control is bounded by what is outstanding (the window, one disk batch, one connection, the
/// ports), so it has no bound of its own. A port whose share is full makes its own reader wait and
/// nobody else. A port's going down is read only after the bytes that came before it, and the stop
/// after the bytes of all ports: what was read is taken.
///
/// Acknowledgements of the broker do not wake the core one by one: a few of them are nothing it
/// waits for, and waking a thread is dear. They come with what wakes it next, or when they are
/// many; [Loop] sees to it that the wait is short. Nor does a piece of a line wake it: an adapter
/// hands over a line in several, and the core can do nothing before its end.
final class LoopInbox implements Inbox {
  static final int COMMAND_LIMIT = 64;

  private final ReentrantLock lock = new ReentrantLock();
  private final Condition something = lock.newCondition();
  private final ArrayDeque<Input> control = new ArrayDeque<>();
  private final ArrayDeque<Input> commands = new ArrayDeque<>();
  private final Map<Integer, PortShare> sharesByPort = new HashMap<>();
  private final List<PortShare> shares = new ArrayList<>();

  /// Whose turn it is.
  private int turn;

  private final int manyAcknowledgements;
  private int acknowledgements;
  private boolean ended;

  /// So many acknowledgements wake the core.
  LoopInbox(int manyAcknowledgements) {
    this.manyAcknowledgements = manyAcknowledgements;
  }

  @Override
  public void control(Input input) {
    lock.lock();
    try {
      control.add(input);
      if (!(input instanceof Input.Acknowledged) || ++acknowledgements >= manyAcknowledgements) {
        something.signal();
      }
    } finally {
      lock.unlock();
    }
  }

  @Override
  public boolean bytes(int port, byte[] bytes, int length) {
    byte[] chunk = Arrays.copyOf(bytes, length);
    lock.lock();
    try {
      PortShare share = share(port);
      while (!ended && !share.hasRoom(length)) {
        share.room.awaitUninterruptibly();
      }
      if (ended) {
        return false;
      }
      share.add(chunk);
      if (share.isWorthWaking()) {
        something.signal();
      }
      return true;
    } finally {
      lock.unlock();
    }
  }

  @Override
  public boolean command(Input.Arrived command) {
    lock.lock();
    try {
      if (ended || commands.size() >= COMMAND_LIMIT) {
        return false;
      }
      commands.add(command);
      something.signal();
      return true;
    } finally {
      lock.unlock();
    }
  }

  /// Waits up to `waitNanos` for something and moves one round of it to `round`: all control
  /// inputs, one chunk of one port, and one command, so that a flood of bytes cannot starve them.
  /// Without `bytesToo` bytes stay where they are.
  void take(List<Input> round, long waitNanos, boolean bytesToo) throws InterruptedException {
    lock.lockInterruptibly();
    try {
      long left = waitNanos;
      while (left > 0 && !collect(round, bytesToo)) {
        left = something.awaitNanos(left);
      }
      if (round.isEmpty()) {
        collect(round, bytesToo);
      }
    } finally {
      lock.unlock();
    }
  }

  /// Frees readers that wait; nothing is taken from now on.
  void end() {
    lock.lock();
    try {
      ended = true;
      shares.forEach(share -> share.room.signalAll());
    } finally {
      lock.unlock();
    }
  }

  private boolean collect(List<Input> round, boolean bytesToo) {
    acknowledgements = 0;
    for (Input input = control.poll(); input != null; input = control.poll()) {
      if (input instanceof Input.PortDown(int port, _, _)) {
        drainBefore(sharesByPort.get(port), round);
      } else if (input instanceof Input.Stop) {
        shares.forEach(share -> drainBefore(share, round));
      }
      round.add(input);
    }
    if (bytesToo) {
      collectBytes(round);
    }
    if (!commands.isEmpty()) {
      round.add(commands.poll());
    }
    return !round.isEmpty();
  }

  private void collectBytes(List<Input> round) {
    for (int looked = 0; looked < shares.size(); looked++) {
      PortShare share = shares.get(turn);
      turn = (turn + 1) % shares.size();
      byte[] chunk = poll(share);
      if (chunk != null) {
        round.add(new Input.PortBytes(share.port, chunk));
        return;
      }
    }
  }

  private void drainBefore(PortShare share, List<Input> round) {
    if (share == null) {
      return;
    }
    for (byte[] chunk = poll(share); chunk != null; chunk = poll(share)) {
      round.add(new Input.PortBytes(share.port, chunk));
    }
  }

  private static byte[] poll(PortShare share) {
    byte[] chunk = share.poll();
    if (share.isHalfEmpty()) {
      // all: a reader that its port has outlived may be among them
      share.room.signalAll();
    }
    return chunk;
  }

  private PortShare share(int port) {
    PortShare known = sharesByPort.get(port);
    if (known != null) {
      return known;
    }
    PortShare share = new PortShare(port, lock.newCondition());
    sharesByPort.put(port, share);
    shares.add(share);
    return share;
  }
}
