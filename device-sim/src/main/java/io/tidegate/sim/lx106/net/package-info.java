/// What is behind the access point, for a program that has its own TCP/IP: Ethernet frames on the
/// one side, `sim.net` on the other.
///
/// Purpose: [Relay][io.tidegate.sim.lx106.net.Relay] is the router, the DHCP and DNS server and the
/// near end of each TCP connection, so that the program's lwIP finds all that it talks to, and
/// `net.Station` brings the faults: nothing passes while the access point is off, questions and
/// datagrams are lost and late as the air has it, an address comes when the station has one.
///
/// Of TCP the guest is told what is true further on: its bytes are acknowledged when `net.Tcp` has
/// them acknowledged, and each direction ends by itself, or both by a reset. What `net.Tcp` does
/// not know is not here either: a keep-alive probe is answered for a machine that does not answer,
/// as long as the access point is there. An echo is answered for every address.
///
/// [VisitingMachine][io.tidegate.sim.lx106.net.VisitingMachine] is the other way round: a machine
/// in the network that the program opens itself, with an address from the program's DHCP server.
///
/// Other boards of the access point that have a relay are reached by `net.AirPackets`: packets for
/// them go there as they are, and not by the network behind it. Boards that go by `net.Tcp` come to
/// every port of the guest, which refuses them where it does not wait, and are reached as machines
/// of the network.
///
/// Where the host's own loopback comes into it, as with the address of a name or with who comes in,
/// the program is told the router's address, and what it sends there goes to the host: a program
/// would take 127.0.0.1 for itself.
///
/// | limit | |
/// |---|---|
/// | frames that wait for the guest | 256 |
/// | ports at which the guest is found | 128 |
/// | TCP connections | 64; one from which nothing was heard for 5 minutes makes room |
/// | bytes held for each of them, in each direction | 5,840 |
/// | ports for datagrams | 32; the one that is silent longest makes room |
/// | groups | 16 |
/// | open questions for names | 16 |
/// | echoes under way | 16 |
/// | packets that come in pieces | 4 under way, each of 5,920 bytes, for 30 s |
/// | packets from and to other boards of the access point, on their way or waiting | 64 each |
///
/// What is beyond them is dropped and counted, by [Count][io.tidegate.sim.lx106.net.Count]; so are
/// damaged frames, pieces that make no whole and all that is not IPv4.
///
/// No library for packets: the one that is kept up (pcap4j) reads and builds with an object for
/// each header and looks for its parts by service files at run time; six headers with fixed places
/// are less.
///
/// Allowed neighbours: `net`, the JDK.
///
/// The rule that must not break: whatever the guest sends, nothing throws, waits or grows without
/// limit; the same frames at the same times with the same chance give the same frames.
///
/// Facts: RFC 826 and 5227 (ARP), 2131 and 2132 (DHCP), 1035 (DNS), 791 and 1071 (IP and its sum),
/// 768, 792, 1112, 2236, 9293, 6298, 5961, 1122.
package io.tidegate.sim.lx106.net;
