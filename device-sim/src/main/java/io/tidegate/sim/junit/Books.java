package io.tidegate.sim.junit;

import io.tidegate.sim.model.Measurement;
import io.tidegate.sim.pty.PortPlan;
import io.tidegate.sim.record.Direction;
import io.tidegate.sim.record.Transcript;
import java.io.ByteArrayOutputStream;
import java.util.ArrayDeque;
import java.util.Arrays;
import java.util.List;

/// What a board has measured, said and been told. The rack's thread writes, any thread reads.
final class Books implements PortPlan.Tap, WitnessedBoard.Witness {
  private static final int TRANSCRIPT_CHARS = 4_096;
  private static final int MOST_MEASUREMENTS = 100_000;

  /// The oldest half is forgotten beyond this.
  private static final int MOST_RECEIVED_BYTES = 1 << 20;

  private final long startNanos = System.nanoTime();
  private final Transcript transcript = new Transcript(TRANSCRIPT_CHARS);
  private final ArrayDeque<Measurement> measured = new ArrayDeque<>();
  private final ByteArrayOutputStream received = new ByteArrayOutputStream();
  private long unsaidBytes;

  synchronized void measured(Measurement measurement) {
    if (measured.size() == MOST_MEASUREMENTS) {
      measured.removeFirst();
    }
    measured.add(measurement);
  }

  synchronized List<Measurement> measured() {
    return List.copyOf(measured);
  }

  synchronized byte[] received() {
    return received.toByteArray();
  }

  synchronized long unsaidBytes() {
    return unsaidBytes;
  }

  String transcript() {
    return transcript.text();
  }

  void note(String words) {
    transcript.note(passedNanos(), words);
  }

  @Override
  public void received(byte[] bytes, int length) {
    transcript.passed(passedNanos(), Direction.SENT, bytes, length);
    synchronized (this) {
      if (received.size() + length > MOST_RECEIVED_BYTES) {
        byte[] all = received.toByteArray();
        received.reset();
        received.write(all, all.length / 2, all.length - all.length / 2);
      }
      received.write(bytes, 0, length);
    }
  }

  @Override
  public void unsaid(int bytes, String why) {
    note(bytes + " bytes are not said: " + why);
    synchronized (this) {
      unsaidBytes += bytes;
    }
  }

  @Override
  public void sent(byte[] bytes, int length, int taken) {
    transcript.passed(passedNanos(), Direction.HEARD, bytes, taken);
    if (taken < length) {
      byte[] unheard = Arrays.copyOfRange(bytes, taken, length);
      transcript.unheard(passedNanos(), unheard, unheard.length);
    }
  }

  @Override
  public void cut() {}

  private long passedNanos() {
    return System.nanoTime() - startNanos;
  }
}
