package io.tidegate.gateway.core;

import io.tidegate.gateway.device.BoardRules;
import io.tidegate.gateway.device.Boards;
import io.tidegate.gateway.device.DeviceEffect;
import io.tidegate.gateway.device.LastWord;
import io.tidegate.gateway.device.Reading;
import io.tidegate.gateway.spool.DiskBatch;
import io.tidegate.gateway.spool.DiskResult;
import io.tidegate.gateway.spool.Evicted;
import io.tidegate.gateway.spool.Kept;
import io.tidegate.gateway.spool.Key;
import io.tidegate.gateway.spool.Mark;
import io.tidegate.gateway.spool.Message;
import io.tidegate.gateway.spool.RecoveryReport;
import io.tidegate.gateway.spool.Spool;
import io.tidegate.gateway.topic.CommandReader;
import io.tidegate.gateway.topic.Payloads;
import io.tidegate.gateway.topic.Topics;
import java.util.ArrayDeque;
import java.util.Collection;
import java.util.List;
import java.util.random.RandomGenerator;

/// The gateway as a step function. Each step takes one input, lets the parts decide what should
/// happen, and does it; then whatever is due is begun. One thread calls it.
///
/// The order within a step is the order of safety: first what this input changed, then what may go
/// to the broker, then the boards are told what has become safe, and a batch for the disk is begun
/// last, so that it covers all that this step took.
public final class Core {
  private final Settings settings;
  private final Outside outside;
  private final Counters counters = new Counters();
  private final WallTime wall;
  private final Boards boards;
  private final Spool spool;
  private final Ledger ledger;
  private final Readings readings;
  private final BoardMessages boardMessages;
  private final Upstream upstream;
  private final Announcements announcements;
  private final CommandReader commands;
  private final Downstream downstream;
  private final Ports ports;
  private final Answers answers;
  private final OwnState ownState;
  private final Shutdown shutdown = new Shutdown();
  private final ArrayDeque<DeviceEffect> effects = new ArrayDeque<>();
  private final Portrait portrait;

  /// Where effects go.
  public record Outside(Wires wires, Uplink uplink, Disk disk, Journal journal, Desk desk) {}

  /// What a core begins with: what recovery brought, the time, chance, and 64 bits that
  /// name this run.
  public record Start(
      Spool spool,
      Collection<Kept> kept,
      Collection<Mark> marks,
      boolean marksExact,
      long run,
      RandomGenerator random,
      long nowNanos,
      long wallMillis,
      boolean synchronised) {}

  public Core(Settings settings, Outside outside, Start start) {
    this.settings = settings;
    this.outside = outside;
    this.spool = start.spool();
    this.wall = new WallTime(start.wallMillis(), start.synchronised(), start.nowNanos());
    boolean durable = settings.store().durable();
    Topics topics =
        new Topics(settings.gateway(), settings.topics(), settings.payload().perChannel());
    this.boards = new Boards(rules(settings), start.run(), start.random());
    String run = boards.run();
    this.ledger = new Ledger(spool, boards, counters, durable);
    Settings.Streams streams = settings.delivery().streams();
    StateTopics stateTopics = new StateTopics(outside.uplink(), streams.state());
    this.upstream =
        new Upstream(
            outside.uplink(),
            spool,
            stateTopics,
            settings.delivery(),
            counters,
            outside.journal(),
            start.random(),
            start.nowNanos());
    this.announcements =
        new Announcements(topics, streams.events(), wall, ledger, counters, outside.journal());
    this.ownState =
        new OwnState(
            topics,
            stateTopics,
            announcements,
            settings.version(),
            run,
            settings.delivery().healthEveryNanos(),
            start.nowNanos());
    this.ports = new Ports(settings.ports(), outside.wires(), counters, outside.journal());
    this.answers = new Answers(outside.desk());
    this.commands = new CommandReader(topics, settings.commands(), settings.commandsByDevice());
    this.readings =
        new Readings(
            new Payloads(topics, settings.payload()),
            streams.readings(),
            wall,
            ports,
            answers,
            ledger,
            announcements,
            counters);
    this.boardMessages =
        new BoardMessages(boards, outside, upstream, streams.readings(), ledger, counters);
    this.downstream =
        new Downstream(
            topics,
            streams.results(),
            commands,
            wall,
            run,
            outside.uplink(),
            answers,
            boards,
            spool,
            ledger,
            counters,
            durable);
    this.portrait =
        new Portrait(settings, run, start.nowNanos(), boards, spool, upstream, ports, counters);
    boards.restore(start.marks(), start.marksExact() && durable);
    downstream.recovered(start.kept(), start.nowNanos());
  }

  /// What the start itself found out; call it before the first step. `notDurable` says why the
  /// spool's folder does not outlive a power cut; empty when it does.
  public void found(RecoveryReport report, String notDurable, long nowNanos) {
    if (!notDurable.isEmpty()) {
      announcements.alarm("not_durable", "", notDurable, nowNanos);
    }
    if (!report.clean()) {
      announcements.recovered(report, nowNanos);
    }
  }

  /// Takes one input at this time. Times never go back.
  public void step(long nowNanos, Input input) {
    take(nowNanos, input);
    settle(nowNanos);
  }

  /// When [Input.Tick] is wanted at the latest.
  public long dueNanos(long nowNanos) {
    long due = Math.min(boards.dueNanos(), spool.dueNanos());
    due = Math.min(due, Math.min(upstream.dueNanos(nowNanos), ownState.dueNanos()));
    return Math.min(due, shutdown.dueNanos(nowNanos));
  }

  /// False when what a port says had better wait where it is: else it may be refused.
  public boolean hasRoom() {
    return spool.hasRoom();
  }

  /// Something is under way that the broker will acknowledge.
  public boolean awaitsBroker() {
    return !upstream.isQuiet();
  }

  /// True after [Input.Stop], when nothing is left to do or its time is over.
  public boolean stopped() {
    return shutdown.ended();
  }

  /// False when the process ends with something that only memory held.
  public boolean synced() {
    return spool.settled() && ledger.unsaid() == 0;
  }

  /// What only memory holds, for a person.
  public String unsynced(long nowNanos) {
    return Shutdown.unsynced(spool.settled(), spool.status(nowNanos), ledger.unsaid());
  }

  /// True when nothing of what this board numbered is with the board only.
  public boolean hasHeard(LastWord word) {
    return boards.hasHeard(word);
  }

  /// A step threw: a defect. What it was about is set aside, so that it cannot stop the rest or
  /// come again: the message that was on its way out, the command that arrived, or what a port was
  /// saying (what is half read is forgotten, and the port is opened anew).
  public void setAside(Input input, long nowNanos) {
    counters.add(Counter.DEFECTS);
    Message unsendable = upstream.setAsideUnsendable(nowNanos);
    if (unsendable != null) {
      announcements.setAside(unsendable, nowNanos);
      return;
    }
    switch (input) {
      case Input.PortBytes(int port, _) -> {
        perform(boards.portDown(port, nowNanos), nowNanos);
        ports.reopen(port, false);
      }
      case Input.Arrived arrived ->
          outside.uplink().acknowledge(arrived.connection(), arrived.messageId());
      default -> {}
    }
  }

  private void take(long nowNanos, Input input) {
    switch (input) {
      case Input.PortUp(int port, var source) -> {
        ports.up(port);
        perform(boards.portUp(port, source, nowNanos), nowNanos);
      }
      case Input.PortBytes(int port, byte[] bytes) -> {
        ports.read(port, bytes.length);
        if (answers.anybodyFollows()) {
          answers.heard(port, Desk.Heard.RAW, bytes);
        }
        boards.room(spool.hasRoom() && !shutdown.asked());
        perform(boards.bytes(port, bytes, nowNanos), nowNanos);
      }
      case Input.PortDown(int port, var why, String words) -> {
        ports.down(port, why, words);
        perform(boards.portDown(port, nowNanos), nowNanos);
      }
      case Input.SensorFault(int port, String sensor, String words, boolean news) ->
          perform(boards.sensorFault(port, sensor, words, news, nowNanos), nowNanos);
      case Input.SensorWell(int port, String sensor) ->
          perform(boards.sensorWell(port, sensor, nowNanos), nowNanos);
      case Input.BrokerUp up -> brokerUp(up, nowNanos);
      case Input.BrokerDown down -> {
        Message setAside = upstream.down(down, nowNanos);
        if (setAside != null) {
          announcements.setAside(setAside, nowNanos);
        }
      }
      case Input.Acknowledged(long connection, long token) -> {
        Message delivered = upstream.acknowledged(connection, token, nowNanos);
        if (delivered != null) {
          ledger.delivered(delivered, nowNanos);
          downstream.delivered(delivered.key());
        }
      }
      case Input.Arrived arrived -> arrived(arrived, nowNanos);
      case Input.NotSubscribed(_, String filter, String words) ->
          boardMessages.notSubscribed(filter, words);
      case Input.DiskAnswered(DiskResult result) -> diskAnswered(result, nowNanos);
      case Input.Clock(long wallMillis, boolean synchronised) -> {
        if (wall.read(wallMillis, synchronised, nowNanos)) {
          perform(boards.clock(wallMillis, synchronised, nowNanos), nowNanos);
        }
        if (synchronised) {
          spool.wallClock(wallMillis, nowNanos);
        }
      }
      case Input.Tick() -> {}
      case Input.Asked(long ticket, Question question) -> asked(ticket, question, nowNanos);
      case Input.Reconfigured(Settings wanted, LastWord ended) ->
          reconfigured(wanted, ended, nowNanos);
      case Input.Stop() -> shutdown.ask(nowNanos);
    }
  }

  private void reconfigured(Settings wanted, LastWord ended, long nowNanos) {
    if (ended != null) {
      perform(boards.ended(ended, nowNanos), nowNanos);
    }
    ports.use(wanted.ports());
    perform(boards.rules(rules(wanted), nowNanos), nowNanos);
    commands.use(wanted.commands(), wanted.commandsByDevice());
  }

  private static BoardRules rules(Settings settings) {
    return new BoardRules(settings.ports(), settings.boards(), settings.acceptUnknownBoards());
  }

  private void brokerUp(Input.BrokerUp up, long nowNanos) {
    if (upstream.up(up, nowNanos)) {
      downstream.connected(up.sessionPresent(), nowNanos);
      boardMessages.connected();
    }
  }

  private void arrived(Input.Arrived arrived, long nowNanos) {
    boardMessages.arrived(arrived);
    if (!downstream.arrived(arrived, nowNanos)) {
      ownState.heard(arrived, nowNanos);
      outside.uplink().acknowledge(arrived.connection(), arrived.messageId());
    }
  }

  private void diskAnswered(DiskResult result, long nowNanos) {
    List<Key> durable = spool.answered(result, nowNanos);
    if (result instanceof DiskResult.Failed failed) {
      announcements.diskFault(failed.words());
    }
    boards.diskTrouble(result instanceof DiskResult.Failed);
    ledger.synced(durable, nowNanos);
    perform(downstream.synced(durable, nowNanos), nowNanos);
  }

  private void asked(long ticket, Question question, long nowNanos) {
    switch (question) {
      case Question.State() -> answers.state(ticket, portrait.take(nowNanos));
      case Question.Monitor monitor -> answers.follow(ticket, monitor);
      case Question.MonitorEnd() -> answers.unfollow(ticket);
      case Question.Command command -> downstream.asked(ticket, command, nowNanos);
    }
  }

  /// Whatever is due now, in the order of safety.
  private void settle(long nowNanos) {
    if (boards.dueNanos() - nowNanos <= 0) {
      perform(boards.tick(nowNanos), nowNanos);
    }
    ports.broker(upstream.isUp());
    downstream.tick(nowNanos);
    perform(downstream.goWithoutDisk(nowNanos), nowNanos);
    for (Evicted evicted : ledger.evicted(nowNanos)) {
      announcements.evicted(evicted, nowNanos);
    }
    for (Refusals.Range refused : ledger.refused(nowNanos, shutdown.asked())) {
      announcements.refused(refused, nowNanos);
    }
    ownState.tick(nowNanos, wall, portrait);
    if (shutdown.saysOffline()) {
      ownState.offline();
    }
    boolean onlySayGoodbye = shutdown.asked() && settings.store().durable();
    for (Message handedOver : upstream.pump(nowNanos, !onlySayGoodbye)) {
      ledger.delivered(handedOver, nowNanos);
    }
    if (spool.begun()) {
      perform(boards.acknowledge(nowNanos), nowNanos);
    }
    ledger.writeMarks(nowNanos);
    if (shutdown.asked()) {
      spool.ending(boards.marksExact());
    }
    boolean urgent = boards.ringPressure() || downstream.waitsForSync() || shutdown.asked();
    DiskBatch batch = spool.due(nowNanos, urgent);
    if (batch != null) {
      outside.disk().perform(batch);
    }
    if (shutdown.ends(spool.settled(), !upstream.isUp() || upstream.isQuiet(), nowNanos)) {
      upstream.end();
    }
  }

  private void perform(List<DeviceEffect> wanted, long nowNanos) {
    for (DeviceEffect effect : wanted) {
      effects.add(effect);
    }
    for (DeviceEffect next = effects.poll(); next != null; next = effects.poll()) {
      perform(next, nowNanos);
    }
  }

  private void perform(DeviceEffect effect, long nowNanos) {
    switch (effect) {
      case DeviceEffect.Send(int port, var frame) -> ports.send(port, frame);
      case DeviceEffect.Taken(Reading reading) -> readings.publish(reading, nowNanos);
      case DeviceEffect.Published published ->
          boardMessages.published(published, ports.ending() || shutdown.asked(), nowNanos);
      case DeviceEffect.Subscribed subscribed -> boardMessages.subscribed(subscribed);
      case DeviceEffect.StreamRefused refused -> boardMessages.refused(refused);
      case DeviceEffect.HeldBack(Key key) -> ledger.heldBack(key, nowNanos);
      case DeviceEffect.Gap gap -> announcements.gap(gap, nowNanos);
      case DeviceEffect.Unsure unsure -> announcements.unsure(unsure, nowNanos);
      case DeviceEffect.Refused refused -> announcements.refused(refused, nowNanos);
      case DeviceEffect.Presence presence -> {
        ownState.presence(presence);
        announcements.presence(presence, ports.ending());
      }
      case DeviceEffect.Described described ->
          announcements.notice("board-described", described.device(), "its channels are known");
      case DeviceEffect.Alarm alarm ->
          announcements.alarm(alarm.kind(), alarm.device(), alarm.words(), nowNanos);
      case DeviceEffect.Notice notice ->
          announcements.notice(
              notice.kind(),
              notice.device().isEmpty() ? ports.label(notice.port()) : notice.device(),
              notice.words());
      case DeviceEffect.Fault(int port, var fault) -> {
        ports.fault(port, fault);
        answers.heard(port, fault);
      }
      case DeviceEffect.Line line -> answers.heard(line.port(), announcements.line(line));
      case DeviceEffect.CommandEnded ended -> downstream.ended(ended, nowNanos);
      case DeviceEffect.Reopen(int port, boolean reset) -> ports.reopen(port, reset);
    }
  }
}
