package dev.ostia.controlplane.source.decode;

import dev.ostia.translator.config.Diagnostic;
import java.util.List;

/**
 * What a file says.
 *
 * @param definitions of the kinds that Ostia reads, in the order of the file
 * @param diagnostics all that is wrong with it
 * @param passedOver how many objects of other kinds it holds
 * @param state how far the list of definitions can be trusted
 */
public record DecodedFile(
    List<Definition> definitions, List<Diagnostic> diagnostics, int passedOver, State state) {

  /** How much of a file could be told apart. */
  public enum State {
    /** Every object is named: one that is not among the definitions is not in the file. */
    COMPLETE,
    /** Some document does not say which object it is: it may be any that was there before. */
    UNCERTAIN,
    /** Nothing could be read: all that was there before stays. */
    UNREADABLE
  }

  /** A file of which nothing could be read. */
  public static DecodedFile unreadable(Diagnostic why) {
    return new DecodedFile(List.of(), List.of(why), 0, State.UNREADABLE);
  }

  /** A file with nothing in it. */
  public static DecodedFile empty() {
    return new DecodedFile(List.of(), List.of(), 0, State.COMPLETE);
  }
}
