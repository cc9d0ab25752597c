/* Datagrams: an echo at port 5000, the time of who is called pool.ntp.org, and what neighbours say;
   pings. Letters of the keyboard begin things, digits say with whom. */
#include "packets.h"

enum { DNS = 53, NTP = 123, ECHO = 5000, OWN = 4000, ECHOED = 4001, BROKERS = 40000 };

static const u8 router[4] = {192, 168, 1, 1};
static const u8 asks[] = {0x47, 0x11, 1,   0,   0,   1,   0,   0,   0,   0,   0,   0,   4,   'p', 'o',
                          'o',  'l',  3,   'n', 't', 'p', 3,   'o', 'r', 'g', 0,   0,   1,   0,   1};
static u8 neighbour[4] = {192, 168, 1, 0};

static void datagram(const u8 *to, u32 from, u32 port, const u8 *data, u32 count) {
  struct pbuf *buffer = packet(to, IS_UDP, UDP + count);
  if (!buffer) {
    return;
  }
  u8 *udp = inside(buffer);
  half(udp, from);
  half(udp + 2, port);
  half(udp + 4, UDP + count);
  ets_memcpy(udp + UDP, data, count);
  send_packet(buffer, 6);
}

static void ping(const u8 *to) {
  struct pbuf *buffer = packet(to, ICMP, 12);
  if (!buffer) {
    return;
  }
  inside(buffer)[0] = 8;
  inside(buffer)[7] = 1;
  send_packet(buffer, 2);
}

void net_letter(int letter) {
  static const u8 group[4] = {224, 0, 0, 251}, all[4] = {255, 255, 255, 255};
  if (letter >= '0' && letter <= '9') {
    neighbour[3] = (u8)(letter - '0');
  } else if (letter == 'G') {
    tcp_get(neighbour);
  } else if (letter == 'I') {
    ping(neighbour);
  } else if (letter == 'U') {
    datagram(neighbour, ECHOED, ECHO, (const u8 *)"hello", 5);
  } else if (letter == 'A') {
    datagram(all, ECHOED, ECHO, (const u8 *)"all", 3);
  } else if (letter == 'M') {
    datagram(group, ECHOED, ECHO, (const u8 *)"group", 5);
  } else if (letter == 'T') {
    datagram(router, OWN, DNS, asks, sizeof(asks));
  }
}

static void named(const u8 *dns, u32 count) {
  u8 question[48];
  if (half_at(dns + 6) == 0) {
    ets_printf("NO NAME\n");
    return;
  }
  const u8 *a = dns + count - 4;
  ets_printf("NAME %d.%d.%d.%d\n", a[0], a[1], a[2], a[3]);
  ets_memset(question, 0, sizeof(question));
  question[0] = 0x1b;
  datagram(a, OWN, NTP, question, sizeof(question));
}

void datagram_input(const u8 *ip) {
  const u8 *udp = ip + IP, *data = udp + UDP;
  u32 from = half_at(udp), port = half_at(udp + 2), count = half_at(udp + 4) - UDP;
  if (~sum(udp, UDP + count, sum(ip + 12, 8, IS_UDP + UDP + count)) & 0xffff) {
    ets_printf("ABORT damaged datagram\n");
  } else if (port == ECHO) {
    ets_printf("UDP %d from %d to %d\n", count, ip[15], ip[16]);
    datagram(ip + 12, ECHO, from, data, count);
  } else if (port == ECHOED) {
    ets_printf("ECHO %d from %d\n", count, ip[15]);
  } else if (port == OWN && from == DNS) {
    named(data, count);
  } else if (port == OWN && from == NTP) {
    ets_printf("TIME %u\n", word_at(data + 40));
  }
}

void echo_input(const u8 *ip) {
  u32 count = half_at(ip + 2) - IP;
  if (ip[IP] == 0) {
    ets_printf("PONG from %d\n", ip[15]);
    return;
  }
  struct pbuf *buffer = packet(ip + 12, ICMP, count);
  if (buffer && ip[IP] == 8) {
    ets_memcpy(inside(buffer), ip + IP, count);
    half(inside(buffer), 0);
    half(inside(buffer) + 2, 0);
    send_packet(buffer, 2);
  }
}

/* True when somebody here has taken it. */
int net_input(const u8 *ip, u32 count) {
  if (count < IP || ip[0] != 0x45 || half_at(ip + 2) > count || !wifi_netif()->ip[0]) {
    return 0;
  }
  switch (ip[9]) {
    case ICMP:
      echo_input(ip);
      return 1;
    case IS_TCP:
      if (half_at(ip + IP + 2) >= BROKERS) {
        return 0;
      }
      sockets_input(ip);
      return 1;
    case IS_UDP:
      datagram_input(ip);
      return 1;
  }
  return 0;
}
