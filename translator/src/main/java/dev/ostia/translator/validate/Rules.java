package dev.ostia.translator.validate;

import dev.ostia.translator.config.ConfigObject;
import java.util.List;

/** The rules that go beyond the form of an object: what Istio's own validation would refuse. */
public final class Rules {

  private Rules() {}

  /**
   * Checks an object that has passed {@link StructureCheck}.
   *
   * @return what is wrong; empty if nothing
   */
  public static List<Violation> check(ConfigObject<?> object) {
    return List.of();
  }
}
