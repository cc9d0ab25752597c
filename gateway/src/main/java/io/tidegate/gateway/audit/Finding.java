package io.tidegate.gateway.audit;

/// One session of one board. `first` to `last` are the numbers that were seen; `received` counts
/// each once, `repeated` every further delivery, `disordered` first deliveries that came after a
/// higher number.
///
/// Of the `missing` ones between, `heldBack` were held back by rules, as the messages around them
/// say; `announced` are named by an event (lost on the board, refused, evicted, set aside); of
/// `unsure` ones the gateway said after a crash that it does not know; the rest nobody explains.
public record Finding(
    String device,
    String session,
    long first,
    long last,
    long received,
    long repeated,
    long disordered,
    long missing,
    long announced,
    long heldBack,
    long unsure) {

  public long unexplained() {
    return missing - announced - heldBack - unsure;
  }
}
