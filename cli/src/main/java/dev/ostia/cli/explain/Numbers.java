package dev.ostia.cli.explain;

/** Numbers as people write them. */
public final class Numbers {

  private static final double TEN = 10;

  private Numbers() {}

  /** {@code 80%}, {@code 33.3%}. */
  public static String percent(double percent) {
    double rounded = Math.round(percent * TEN) / TEN;
    return rounded == Math.rint(rounded) ? (long) rounded + "%" : rounded + "%";
  }

  /** {@code 1 route}, {@code 2 routes}. */
  public static String count(long number, String noun) {
    return number + " " + noun + (number == 1 ? "" : "s");
  }
}
