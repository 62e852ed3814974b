package dev.ostia.cli.input;

import dev.ostia.envoy.bootstrap.HostPort;
import picocli.CommandLine.ITypeConverter;
import picocli.CommandLine.TypeConversionException;

/** Keeps an address of the command line as it was written, if it is one. */
public final class HostAndPort implements ITypeConverter<String> {

  @Override
  public String convert(String text) {
    try {
      HostPort.parse(text);
      return text;
    } catch (IllegalArgumentException e) {
      throw new TypeConversionException(e.getMessage());
    }
  }
}
