package dev.ostia.controlplane.admin;

import java.util.Map;

/** The levels at which the process logs; whoever brings the logging library knows them. */
public interface LogLevels {

  /** The loggers that have a level of their own, by name; the levels in lower case. */
  Map<String, String> levels();

  /**
   * Changes the level of a logger.
   *
   * @throws IllegalArgumentException with what to say to the user, if there is no such level
   */
  void set(String logger, String level);
}
