package io.tidegate.sim.lx106.net;

/// What a [Relay] counts.
public enum Count {
  FROM_GUEST("frames from the program"),
  TO_GUEST("frames to the program"),
  NO_AIR("frames lost, as the access point was not there"),
  DAMAGED("frames from the program with a wrong length or sum"),
  NOT_IPV4("frames from the program that are neither IPv4 nor ARP"),
  NOT_FOR_US("frames from the program to somebody else"),
  FRAGMENTS("fragments from the program that make no whole"),
  OTHER_PROTOCOL("packets from the program that nobody here understands"),
  OUT_OF_ORDER("segments from the program after a gap"),
  TO_NEIGHBOUR("packets to other boards in the access point"),
  NEIGHBOUR_FULL("packets from other boards beyond those that may be under way"),
  FRAMES_FULL("frames to the program beyond those that may wait"),
  TCP_FULL("connections beyond those that may be open"),
  TCP_EVICTED("connections ended to make room"),
  TCP_REFUSED("segments from the program that belong to no connection"),
  TCP_RESENT("segments sent to the program again"),
  TCP_GIVEN_UP("connections ended, as the program acknowledged nothing"),
  UDP_EVICTED("ports for datagrams closed to make room"),
  UDP_TOO_LONG("datagrams longer than four frames"),
  GROUPS_FULL("groups beyond those that may be joined"),
  DNS_FULL("questions for names beyond those that may be open"),
  DNS_BAD("questions for names that cannot be read"),
  DHCP_BAD("wishes for an address that cannot be read or met"),
  ECHO_FULL("echoes beyond those that may be under way");

  private final String words;

  Count(String words) {
    this.words = words;
  }

  public String words() {
    return words;
  }
}
