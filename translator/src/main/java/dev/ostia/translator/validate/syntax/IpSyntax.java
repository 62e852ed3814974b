package dev.ostia.translator.validate.syntax;

import com.google.common.net.InetAddresses;

/** The syntax of IP addresses and of blocks of them. */
public final class IpSyntax {

  private IpSyntax() {}

  /** Whether this is an IPv4 or IPv6 address. */
  public static boolean isAddress(String text) {
    if (text.isEmpty() || text.endsWith("%")) {
      return false;
    }
    int zone = text.indexOf('%');
    return InetAddresses.isInetAddress(zone < 0 ? text : text.substring(0, zone))
        && (zone < 0 || text.indexOf(':') >= 0);
  }

  /** Whether this is a block such as {@code 10.0.0.0/8}. */
  public static boolean isBlock(String text) {
    int slash = text.indexOf('/');
    if (slash < 0 || text.indexOf('%') >= 0) {
      return false;
    }
    String address = text.substring(0, slash);
    String bits = text.substring(slash + 1);
    if (!isAddress(address) || !bits.matches("0|[1-9][0-9]{0,2}")) {
      return false;
    }
    return Integer.parseInt(bits) <= (address.indexOf(':') >= 0 ? 128 : 32);
  }

  /** Whether this is an address or a block of them. */
  public static boolean isAddressOrBlock(String text) {
    return text.indexOf('/') >= 0 ? isBlock(text) : isAddress(text);
  }
}
