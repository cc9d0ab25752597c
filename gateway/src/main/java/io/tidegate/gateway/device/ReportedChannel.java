package io.tidegate.gateway.device;

import io.tidegate.bridge.FlatJson;
import java.math.BigDecimal;

/// One channel that says only what is new: what was sent of it, and what came since.
///
/// Time is when a value was measured, so that what a board kept through an outage is judged as if
/// it had come at once. It may go back a little (boards round their ages): then nothing is due yet.
final class ReportedChannel {
  private final ChannelRule.Report report;
  private final int decimals;

  // what was sent last; without text nothing was, without number it was none
  private String sentText;
  private double sentNumber = Double.NaN;
  private long sentNanos;

  // what came since the window began
  private long windowNanos;
  private double mean;
  private long count;

  ReportedChannel(ChannelRule rule) {
    report = rule.report();
    decimals = rule.calibration().decimals();
  }

  /// Takes the value in, and says whether it is worth a message. Then comes [#sent] or [#heldBack].
  boolean wants(FlatJson.Member member, long nanos) {
    if (!Shaping.isNumber(member)) {
      return !member.raw().equals(sentText) || isDue(nanos) && isNew(true, nanos);
    }
    double number = member.number();
    count++;
    // divided first: the difference of two doubles may be none
    mean += number / count - mean / count;
    if (Double.isNaN(sentNumber)) {
      return true;
    }
    return isDue(nanos) && isNew(isNear(report.meanNanos() > 0 ? mean : number), nanos);
  }

  private boolean isDue(long nanos) {
    if (report.meanNanos() > 0) {
      return nanos - windowNanos >= report.meanNanos();
    }
    boolean always = report.minIntervalNanos() == 0;
    return always || nanos - sentNanos >= report.minIntervalNanos();
  }

  /// Without a dead band every value is, also one like the last.
  private boolean isNew(boolean near, long nanos) {
    boolean heartbeat = report.heartbeatNanos() > 0 && nanos - sentNanos >= report.heartbeatNanos();
    return Double.isNaN(report.deadBand()) || !near || heartbeat;
  }

  /// 0.8 and 0.6 are 0.2 apart for a person, and a little more for a processor.
  private boolean isNear(double number) {
    double slack = 2 * Math.ulp(Math.max(Math.abs(number), Math.abs(sentNumber)));
    return Math.abs(number - sentNumber) <= report.deadBand() + slack;
  }

  /// The reading goes out; gives the text that does.
  String sent(FlatJson.Member member, long nanos) {
    boolean isNumber = Shaping.isNumber(member);
    sentText = isNumber && report.meanNanos() > 0 && count > 1 ? meanText(member) : member.raw();
    double number = isNumber ? Double.parseDouble(sentText) : Double.NaN;
    sentNumber = Double.isFinite(number) ? number : Double.NaN;
    sentNanos = nanos;
    begin(nanos);
    return sentText;
  }

  /// One decimal more than the board shows, unless the rule says how many.
  private String meanText(FlatJson.Member member) {
    int shown = NumberText.decimals(member.raw());
    int wanted = decimals >= 0 || shown < 0 ? decimals : shown + 1;
    return NumberText.of(BigDecimal.valueOf(mean), wanted);
  }

  /// It does not. A window whose mean says nothing new is over, too.
  void heldBack(long nanos) {
    if (report.meanNanos() > 0 && isDue(nanos)) {
      begin(nanos);
    }
  }

  private void begin(long nanos) {
    windowNanos = nanos;
    mean = 0;
    count = 0;
  }
}
