package groovy.lang;

/**
 * Groovy's class, as far as Ostia needs it: not at all. But picocli looks for it at every start,
 * and where it is missing Java opens all libraries in search of it, which took a third of the time
 * that {@code ostia --help} took.
 */
public abstract class Closure {

  private Closure() {}
}
