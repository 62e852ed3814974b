package dev.ostia.translator.secret;

/** Content that cannot be used. The message never holds any of the content. */
final class UnusableSecretException extends Exception {

  private static final long serialVersionUID = 1L;

  private final String advice;

  /**
   * What is wrong.
   *
   * @param message reads on from the object's name: {@code has no key tls.crt}
   * @param advice one sentence
   */
  UnusableSecretException(String message, String advice) {
    super(message);
    this.advice = advice;
  }

  String advice() {
    return advice;
  }
}
