package io.tidegate.gateway.doctor;

import java.util.Locale;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/// What can be found. The table in README.md is compared with this one by a test.
///
/// `{name}` in a command is filled in by the check, quoted for the shell where it has to be.
public enum Id {
  CONFIGURATION(
      "the configuration cannot be used, or has a warning",
      "a gateway does not start with it; what a warning says does not work",
      "tidegate check {file}"),
  GATEWAY(
      "no gateway answers at the control socket",
      "nothing reads the ports now",
      "sudo systemctl start tidegate"),
  FILE_PERMISSION(
      "the gateway's user may not read a file that it needs",
      "the gateway does not start with it, or does not log in",
      "sudo chgrp {user} {file} && sudo chmod g+r {file}"),
  HANG(
      "a check did not come to its end",
      "a disk, a driver or a name service that hangs would hold up the gateway too",
      "sudo dmesg --ctime | tail -n 30"),

  PORT_PRESENT(
      "a configured port is not there",
      "nothing is read from it until it is plugged in",
      "tidegate ports"),
  PORT_PERMISSION(
      "the gateway's user may not open a port",
      "nothing is read from it",
      "sudo usermod -aG {group} {user}"),
  GROUP_LOGIN(
      "the user has joined the group of a port or pin after this login",
      "this login does not know it yet",
      "newgrp {group}"),
  DEVICE_MODE(
      "a port or pin is for its owner or for root only",
      "there is no group to join: it has to be given to one first",
      "echo 'KERNEL==\"{name}\", GROUP=\"{group}\", MODE=\"0660\"'"
          + " | sudo tee -a /etc/udev/rules.d/71-local.rules"
          + " && sudo udevadm control --reload && sudo udevadm trigger"),
  GPIO_CHIP(
      "pins are configured, and their GPIO chip is not there",
      "they are neither read nor set",
      "ls -l /dev/gpiochip*"),
  GPIO_PERMISSION(
      "the gateway's user may not open a GPIO chip or an I2C bus",
      "what hangs on it cannot be used",
      "sudo usermod -aG {group} {user}"),
  PORT_HOLDER(
      "another program has a port open",
      "each of the two gets a part of what the board says",
      "sudo kill {process}"),
  MODEM_MANAGER(
      "ModemManager runs, and nothing keeps it away from a port",
      "it writes to every port that is plugged in, to see whether it is a modem",
      "sudo systemctl mask --now ModemManager"),
  PORT_DRIVER(
      "the driver of USB serial ports is not loaded",
      "the service may only open ports of drivers that were loaded when it started",
      "printf 'usbserial\\ncdc_acm\\n' | sudo tee /etc/modules-load.d/tidegate.conf"
          + " && sudo systemctl restart systemd-modules-load tidegate"),

  SERIAL_CONSOLE(
      "the kernel's console is on a configured port",
      "kernel messages go to the board, and its lines to the console",
      "sudo sed -i -E 's/console=({tty}|serial0)[^ \"]* ?//' {file} && sudo reboot"),
  SERIAL_GETTY(
      "a login waits on a configured port",
      "it answers the board, and takes half of what it says",
      "sudo systemctl mask --now serial-getty@{tty}.service"),
  MINI_UART(
      "a configured port is the Pi's mini-UART",
      "its speed follows the processor's clock and it loses bytes; the full UART serves Bluetooth",
      "echo dtoverlay=disable-bt | sudo tee -a {file} && sudo reboot"),
  UART_OFF(
      "the Pi's UART is configured as a port, and is switched off",
      "there is no such port until it is switched on",
      "echo enable_uart=1 | sudo tee -a {file} && sudo reboot"),

  RASPBERRY_PI(
      "not a Raspberry Pi", "what concerns only a Pi is left out: its UARTs, clock and supply", ""),
  UNDER_VOLTAGE(
      "the Pi's supply is too weak",
      "USB devices drop out, and cards get damaged",
      "sudo dmesg --ctime | grep -i voltage"),
  ONE_WIRE(
      "a thermometer on 1-Wire is configured, and there is no 1-Wire bus",
      "it is not read",
      "echo dtoverlay=w1-gpio | sudo tee -a {file} && sudo reboot"),
  IIO(
      "an IIO sensor is configured, and its driver is not loaded",
      "it is not read",
      "tidegate gpio"),
  TWO_WIRE(
      "a chip on I2C is configured, and there is no such bus",
      "it is not read",
      "sudo raspi-config nonint do_i2c 0 && sudo reboot"),

  CLOCK(
      "the clock is not synchronised, or nobody synchronises it",
      "readings get wrong times, commands with an expiry are refused, certificates look expired",
      "sudo timedatectl set-ntp true"),
  RTC(
      "the Pi has no clock with a battery",
      "after a power cut it shows the time of the last shutdown until it is synchronised",
      "echo dtoverlay=i2c-rtc,ds3231 | sudo tee -a {file} && sudo reboot"),

  SPOOL_FOLDER(
      "the gateway's user may not write to the spool's folder",
      "the gateway does not start",
      "sudo install -d -m 700 -o {user} {folder}"),
  SPOOL_READ_ONLY(
      "the spool's folder is on a read-only file system",
      "the gateway does not start; a card that fails is often mounted so",
      "sudo mount -o remount,rw {mount}"),
  SPOOL_DURABLE(
      "the spool's folder is in memory (tmpfs, ramfs, overlay)",
      "what waits there is gone after a power cut",
      "findmnt -t ext4,f2fs,btrfs,xfs"),
  SPOOL_SPACE(
      "too little room for the spool",
      "an outage that fills the disk costs the oldest readings",
      "sudo apt-get clean && sudo journalctl --vacuum-size=50M"),
  FLASH_BUDGET(
      "the spool would wear out a card of this size too soon",
      "a worn card loses what it said it had kept",
      "sudoedit {file}"),

  BROKER_NAME(
      "the broker's name leads to no address",
      "nothing is delivered through this address",
      "getent ahosts {host}"),
  BROKER_CONNECTION(
      "no connection to the broker's port",
      "nothing is delivered through this address",
      "sudo ss -ltnp 'sport = :{port}'"),
  BROKER_ANSWER(
      "something accepts the connection, and does not answer like an MQTT broker",
      "nothing is delivered through this address",
      "sudo journalctl -u mosquitto -n 50"),
  BROKER_TLS(
      "no TLS on the broker's port, or a CA file or certificate of ours that is of no use",
      "nothing is delivered through this address",
      "openssl s_client -connect {address} -brief </dev/null"),
  CERTIFICATE_TRUST(
      "nobody we trust signed the broker's certificate",
      "nothing is delivered through this address",
      "openssl s_client -connect {address} -showcerts </dev/null"),
  CERTIFICATE_NAME(
      "the broker's certificate is for another name",
      "nothing is delivered through this address",
      "openssl s_client -connect {address} </dev/null | openssl x509 -noout -ext subjectAltName"),
  CERTIFICATE_EXPIRY(
      "a certificate of the broker has expired, will within 30 days, or is not valid yet",
      "from then on nothing is delivered",
      "openssl s_client -connect {address} </dev/null | openssl x509 -noout -dates"),
  BROKER_SECRET(
      "the password cannot be read",
      "nothing is delivered through this address",
      "sudoedit {file}"),
  BROKER_LOGIN(
      "the broker refuses user name or password",
      "nothing is delivered through this address",
      "sudo mosquitto_passwd /etc/mosquitto/passwd {user} && sudo systemctl reload mosquitto"),
  TOPIC_SUBSCRIBE(
      "the broker refuses a subscription that the gateway makes",
      "the gateway does not stay connected",
      "printf 'user %s\\ntopic read %s\\n' {user} {filter}"
          + " | sudo tee -a /etc/mosquitto/acl && sudo systemctl reload mosquitto"),
  TOPIC_WRITE(
      "a probe on a topic did not come back",
      "brokers take what an access list forbids and throw it away: it counts as delivered",
      "printf 'user %s\\ntopic write %s\\n' {user} {filter}"
          + " | sudo tee -a /etc/mosquitto/acl && sudo systemctl reload mosquitto");

  private static final Pattern PLACE = Pattern.compile("\\{([a-z]+)}");
  private static final Pattern PLAIN = Pattern.compile("[A-Za-z0-9_./:@%+=,-]+");

  public final String words;
  public final String why;
  public final String command;

  Id(String words, String why, String command) {
    this.words = words;
    this.why = why;
    this.command = command;
  }

  /// As in the table and in JSON: `port-holder`.
  public String label() {
    return name().toLowerCase(Locale.ROOT).replace('_', '-');
  }

  Finding ok(String subject, String words) {
    return new Finding(this, State.OK, subject, words, "");
  }

  /// `fills`: the name of each place in the command, and what it is here.
  Finding note(String subject, String words, String... fills) {
    return new Finding(this, State.NOTE, subject, words, filled(fills));
  }

  Finding warning(String subject, String words, String... fills) {
    return new Finding(this, State.WARNING, subject, words, filled(fills));
  }

  Finding error(String subject, String words, String... fills) {
    return new Finding(this, State.ERROR, subject, words, filled(fills));
  }

  Finding unchecked(String subject, String because, String command) {
    return new Finding(this, State.UNCHECKED, subject, because, command);
  }

  private String filled(String... fills) {
    Matcher place = PLACE.matcher(command);
    StringBuilder filled = new StringBuilder();
    while (place.find()) {
      place.appendReplacement(filled, Matcher.quoteReplacement(value(place.group(1), fills)));
    }
    return place.appendTail(filled).toString();
  }

  private String value(String name, String... fills) {
    for (int i = 0; i < fills.length; i += 2) {
      if (fills[i].equals(name)) {
        return quoted(fills[i + 1]);
      }
    }
    throw new IllegalArgumentException(label() + ": nothing was given for {" + name + "}");
  }

  /// One word for a shell.
  static String quoted(String text) {
    return PLAIN.matcher(text).matches() ? text : "'" + text.replace("'", "'\\''") + "'";
  }
}
