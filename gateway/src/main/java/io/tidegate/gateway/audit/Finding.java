package io.tidegate.gateway.audit;

/// One session of one board. `first` to `last` are the numbers that were seen; `received` counts
/// each once, `repeated` every further delivery. Of the `missing` ones between, `announced` are
/// named by an event (lost on the board, refused, evicted); the rest nobody has explained.
/// `disordered` counts first deliveries that came after a higher number.
public record Finding(
    String device,
    String session,
    long first,
    long last,
    long received,
    long repeated,
    long disordered,
    long missing,
    long announced) {

  public long unexplained() {
    return missing - announced;
  }
}
