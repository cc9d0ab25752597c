/// What pins of the machine do over time: inputs, counters, outputs, PWM. Pure: no threads, no
/// clock, no IO; time comes in.
///
/// ```
///   edge, tick, command, broker, stop ──▶ Pins ──▶ Outside: listen, drive, report
/// ```
///
/// Purpose: [Pins] decides, [Outside] does. [InputPin] and [CounterPin] are fed with edges, each
/// with its own time, and go by these alone: how late somebody looks changes nothing of what is
/// counted. [OutputPin] and [PwmPin] drive a line; what they do when nobody decides (at start, at
/// stop, while the broker is away) is [SafeStates].
///
/// Words: an *edge* is a change of the line's level; a *bounce* is an edge that another one
/// followed within the debounce time; a *change* is a level that stayed. *Duty* is in percent,
/// [SafeStates#OFF] to [SafeStates#FULL], for outputs too: then there is nothing between.
///
/// Allowed neighbours: `bridge`, for channels and the codes of answers.
///
/// The rule that must not break: two outputs that exclude each other are never on together, also
/// when one cannot be switched off: what could not be driven counts as on.
package io.tidegate.gateway.pin;
