package culvert.network.why;

/** The question makes no sense; the message is one line that names the input. */
public final class BadQuestion extends RuntimeException {

  private static final long serialVersionUID = 1;

  public BadQuestion(String message) {
    super(message);
  }
}
