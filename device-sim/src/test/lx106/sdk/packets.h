/* Packets, and who takes them. */
#ifndef PACKETS_H
#define PACKETS_H
#include "sdk.h"

enum { HEADER = 14, IP = 20, TCP = 20, UDP = 8 };
enum { ICMP = 1, IS_TCP = 6, IS_UDP = 17 };
enum { FIN = 1, SYN = 2, RST = 4, PUSH = 8, ACK = 16 };

u32 half_at(const u8 *at);
u32 word_at(const u8 *at);

/* A frame for one packet, with its header; what is inside begins at inside(). */
struct pbuf *packet(const u8 *to, int protocol, u32 count);
u8 *inside(struct pbuf *buffer);
/* Sends it; the sum of what is inside goes to this place, for UDP and TCP over addresses too. */
void send_packet(struct pbuf *buffer, u32 sum_at);

/* sockets.c: the TCP of the program */
void sockets_input(const u8 *ip);
void tcp_get(const u8 *address);
/* the time by names and datagrams, and echoes */
void datagram_input(const u8 *ip);
void echo_input(const u8 *ip);

#endif
