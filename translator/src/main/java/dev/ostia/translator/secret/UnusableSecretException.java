package dev.ostia.translator.secret;

/** Content that cannot be used. The message never holds any of the content. */
final class UnusableSecretException extends Exception {

  private static final long serialVersionUID = 1L;

  private final String problem;
  private final String advice;

  /**
   * What is wrong.
   *
   * @param problem reads on from the object's name: {@code has no key tls.crt}
   * @param advice one sentence
   */
  UnusableSecretException(String problem, String advice) {
    super(problem);
    this.problem = problem;
    this.advice = advice;
  }

  String problem() {
    return problem;
  }

  String advice() {
    return advice;
  }
}
