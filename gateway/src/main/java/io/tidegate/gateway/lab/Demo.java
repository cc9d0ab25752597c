package io.tidegate.gateway.lab;

import io.tidegate.gateway.run.StartFailure;
import io.tidegate.terminal.Terminal;
import java.io.IOException;
import java.util.ArrayDeque;
import java.util.List;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.TimeUnit;

/// One run of the demo: lets the site live, does what keys and plan say, then drains and counts.
final class Demo {
  static final char NETWORK = 'n';
  static final char QUIT = 'q';

  private static final long TURN_MILLIS = 100;
  private static final long DRAIN_LIMIT_NANOS = 30_000_000_000L;

  /// `seconds` 0: until [#stop].
  record Wishes(int boards, long everyMillis, long seconds, List<Step> steps) {}

  private final Wishes wishes;
  private final Face face;
  private final BlockingQueue<Character> keys = new LinkedBlockingQueue<>(100);

  Demo(Wishes wishes, Face face) {
    this.wishes = wishes;
    this.face = face;
  }

  /// Where keys are put, by anybody.
  BlockingQueue<Character> keys() {
    return keys;
  }

  /// Ends the run soon, with its count.
  void stop() {
    keys.clear();
    keys.add(QUIT);
  }

  Verdict run() throws IOException, StartFailure, InterruptedException {
    EventLog events = new EventLog(face::event);
    try (Site site = new Site(wishes.boards(), wishes.everyMillis() * 1_000_000, events)) {
      live(site);
      site.endMeasuring();
      if (face instanceof ScreenFace screen) {
        screen.drain();
      }
      Picture last = drain(site);
      return Verdict.of(last, site.doubts());
    }
  }

  private void live(Site site) throws IOException, InterruptedException {
    ArrayDeque<Step> plan = new ArrayDeque<>(Step.inOrder(wishes.steps()));
    while (true) {
      Picture now = site.picture();
      face.show(now);
      while (!plan.isEmpty() && plan.peek().atMillis() <= now.millis()) {
        take(site, plan.remove());
      }
      if (wishes.seconds() > 0 && now.millis() >= wishes.seconds() * 1_000) {
        return;
      }
      Character key = keys.poll(TURN_MILLIS, TimeUnit.MILLISECONDS);
      if (key != null && key == QUIT || Terminal.isGone()) {
        return;
      }
      if (key != null) {
        press(site, key);
      }
    }
  }

  private static void take(Site site, Step step) throws IOException {
    if (step.board().isEmpty()) {
      site.plugNetwork(step.plugged());
    } else {
      site.plugBoard(step.board(), step.plugged());
    }
  }

  private static void press(Site site, char key) throws IOException {
    if (key == NETWORK) {
      site.plugNetwork(!site.networkPlugged());
    } else if (key >= '1' && key <= '9' && key - '1' < site.boards().size()) {
      String board = site.boards().get(key - '1');
      site.plugBoard(board, !site.boardPlugged(board));
    }
  }

  private Picture drain(Site site) throws IOException, InterruptedException {
    long untilNanos = System.nanoTime() + DRAIN_LIMIT_NANOS;
    Picture now = site.picture();
    while (!(now.isDrained() && now.gateway().waiting() == 0) && System.nanoTime() < untilNanos) {
      face.show(now);
      keys.poll(TURN_MILLIS, TimeUnit.MILLISECONDS);
      now = site.picture();
    }
    face.show(now);
    return now;
  }
}
