/* The measure a gateway is held against: the least that carries lines from serial ports to a broker.
   Reads ports raw, publishes each line with QoS 1, at most 64 unacknowledged; no buffer, no
   decoding, nothing kept. Usage: passthrough HOST PORT TOPIC TTY... */
#include <errno.h>
#include <fcntl.h>
#include <mosquitto.h>
#include <poll.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <termios.h>
#include <unistd.h>

enum { WINDOW = 64, MAX_PORTS = 16, LINE_BYTES = 4096 };

static int in_flight;

static void on_publish(struct mosquitto *m, void *context, int id) {
  (void)m, (void)context, (void)id;
  in_flight--;
}

static void fail(const char *what) {
  fprintf(stderr, "passthrough: %s: %s\n", what, strerror(errno));
  exit(1);
}

struct port {
  int fd;
  size_t length;
  char line[LINE_BYTES];
};

static int open_port(const char *path) {
  struct termios t;
  int fd = open(path, O_RDONLY | O_NOCTTY | O_NONBLOCK);
  if (fd < 0 || tcgetattr(fd, &t) != 0) fail(path);
  cfmakeraw(&t);
  if (tcsetattr(fd, TCSANOW, &t) != 0) fail(path);
  return fd;
}

/* Runs the broker's side until one more message may go. */
static void serve(struct mosquitto *m, int timeout_ms) {
  if (mosquitto_loop(m, timeout_ms, 1) != MOSQ_ERR_SUCCESS) {
    fprintf(stderr, "passthrough: connection lost\n");
    exit(1);
  }
}

static void take(struct mosquitto *m, const char *topic, struct port *p, const char *bytes, ssize_t n) {
  for (ssize_t i = 0; i < n; i++) {
    if (bytes[i] != '\n') {
      if (p->length < LINE_BYTES) p->line[p->length++] = bytes[i];
      continue;
    }
    while (in_flight >= WINDOW) serve(m, 10);
    if (p->length > 0 && mosquitto_publish(m, NULL, topic, (int)p->length, p->line, 1, false) == MOSQ_ERR_SUCCESS) in_flight++;
    p->length = 0;
  }
}

int main(int argc, char **argv) {
  static struct port ports[MAX_PORTS];
  struct pollfd polled[MAX_PORTS + 1];
  int count = argc - 4;
  if (count < 1 || count > MAX_PORTS) {
    fprintf(stderr, "usage: passthrough HOST PORT TOPIC TTY...\n");
    return 2;
  }
  mosquitto_lib_init();
  struct mosquitto *m = mosquitto_new("passthrough", true, NULL);
  mosquitto_publish_callback_set(m, on_publish);
  mosquitto_max_inflight_messages_set(m, WINDOW);
  if (mosquitto_connect(m, argv[1], atoi(argv[2]), 60) != MOSQ_ERR_SUCCESS) fail("connect");
  for (int i = 0; i < count; i++) {
    ports[i].fd = open_port(argv[4 + i]);
    polled[i] = (struct pollfd){ports[i].fd, POLLIN, 0};
  }
  for (;;) {
    char buffer[4096];
    polled[count] = (struct pollfd){mosquitto_socket(m), POLLIN | (mosquitto_want_write(m) ? POLLOUT : 0), 0};
    poll(polled, (nfds_t)count + 1, 1000);
    for (int i = 0; i < count; i++) {
      if (!(polled[i].revents & POLLIN)) continue;
      ssize_t n = read(ports[i].fd, buffer, sizeof buffer);
      if (n > 0) take(m, argv[3], &ports[i], buffer, n);
    }
    serve(m, 0);
  }
}
