package dev.ostia.cli.input;

import dev.ostia.envoy.bootstrap.HostPort;
import picocli.CommandLine.ITypeConverter;
import picocli.CommandLine.TypeConversionException;

/** Reads a port of the command line, so that none out of range gets any further. */
public final class PortNumber implements ITypeConverter<Integer> {

  /** The same where 0 has a meaning of its own, such as any free port. */
  public static final class OrZero implements ITypeConverter<Integer> {

    @Override
    public Integer convert(String text) {
      return option(text, 0);
    }
  }

  @Override
  public Integer convert(String text) {
    return option(text, 1);
  }

  private static int option(String text, int lowest) {
    try {
      return parse(text, lowest);
    } catch (IllegalArgumentException e) {
      throw new TypeConversionException(e.getMessage());
    }
  }

  /**
   * A port that something can be reached at.
   *
   * @throws IllegalArgumentException if the text is no number from 1 to 65535
   */
  public static int parse(String text) {
    return parse(text, 1);
  }

  private static int parse(String text, int lowest) {
    try {
      int port = Integer.parseInt(text);
      if (port >= lowest && port <= HostPort.HIGHEST_PORT) {
        return port;
      }
    } catch (NumberFormatException e) {
      // said below
    }
    throw new IllegalArgumentException(
        "port %s is not a number from %d to %d".formatted(text, lowest, HostPort.HIGHEST_PORT));
  }
}
