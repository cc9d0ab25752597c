package io.tidegate.gateway.device;

import io.tidegate.bridge.Frame;
import java.util.List;

/// A board for a person or a program. `lastAgeMillis` is negative while nothing was heard;
/// `channels` is
/// empty until a link board has told them. `ring` is 0 for a plain board. `mqtt` is the client it
/// is connected as over a stream, else empty; it has published `messages` that way.
public record BoardPicture(
    String device,
    int port,
    boolean available,
    boolean link,
    String firmware,
    int ring,
    List<Frame.Describe> channels,
    long lastAgeMillis,
    String last,
    long readings,
    double perSecond,
    long lost,
    long refused,
    long heldBack,
    String mqtt,
    long messages) {}
