package dev.ostia.cli.input;

import dev.ostia.translator.config.RouteLayout;
import picocli.CommandLine.ITypeConverter;
import picocli.CommandLine.TypeConversionException;

/** Reads a number of virtual hosts of the command line, or the word for no shards at all. */
final class ShardThreshold implements ITypeConverter<Integer> {

  private static final String NONE = "off";

  @Override
  public Integer convert(String text) {
    if (text.equals(NONE)) {
      return RouteLayout.NEVER;
    }
    try {
      int number = Integer.parseInt(text);
      if (number >= 0) {
        return number;
      }
    } catch (NumberFormatException e) {
      // said below
    }
    throw new TypeConversionException(
        "%s is neither a number of virtual hosts from 0 to %d nor %s"
            .formatted(text, RouteLayout.NEVER, NONE));
  }
}
