/// The WiFi of a program that was linked with Espressif's SDK, on a virtual access point.
///
/// Purpose: [Radio][io.tidegate.sim.lx106.radio.Radio] answers in place of the functions at which
/// the SDK would turn to its own half of 802.11, and tells the SDK what a
/// [Station][io.tidegate.sim.net.Station] has met: found and joined, wrong password, thrown out, no
/// beacons any more. Events, timers, what is tried again and when, status and DHCP stay the SDK's
/// own code. Frames are Ethernet's, and go to and come from an
/// [Ether][io.tidegate.sim.lx106.radio.Radio.Ether]. Into the network that the program opens itself
/// a [Visitor][io.tidegate.sim.lx106.radio.Visitor] comes, by the functions with which the SDK lets
/// somebody in. What the program says by ESP-NOW goes to others' radios by
/// [AirFrames][io.tidegate.sim.net.AirFrames], and theirs comes in by the function in which the SDK
/// takes such frames.
///
/// Cutting deeper was possible: frames of 802.11 as the SDK sends and expects them, or registers
/// and buffers of the radio, which nobody describes. Both would need everything on the other side,
/// the ciphers too, and would show nothing more to a sketch.
///
/// Allowed neighbours: `lx106.chip`, `lx106.core`, `lx106.image`, `lx106.rom`, `net`, the JDK.
///
/// The rule that must not break: functions of the program are called where none of its tasks runs,
/// and as the program would call them: time passes, interrupts come, a reset ends them.
///
/// Facts: public headers of the SDK (`user_interface.h`: `bss_info`, `scan_config`, reasons), of
/// lwIP (`struct pbuf`) and of the Arduino core's glue (`glue-esp`); what the functions do with
/// what they get: experiments with seven SDKs, and their own code by `lx106.image`.
package io.tidegate.sim.lx106.radio;
