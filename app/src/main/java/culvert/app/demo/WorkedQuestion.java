package culvert.app.demo;

/**
 * A question to {@code why} that is worth its answer, for HTTPS.
 *
 * @param saying what the answer shows
 */
public record WorkedQuestion(String saying, String from, String to) {}
