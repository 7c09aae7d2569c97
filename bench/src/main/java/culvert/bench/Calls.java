package culvert.bench;

import java.io.IOException;

/** Whatever answers EC2's Query API. */
interface Calls {

  /** The answer to an action with its parameters, {@code CreateVpc&CidrBlock=…}. */
  String call(String action) throws IOException;

  /** The first element of that name in the answer. */
  default String made(String element, String action) throws IOException {
    String answer = call(action);
    int start = answer.indexOf("<" + element + ">");
    if (start < 0) {
      throw new IOException(action + ": no " + element + " in " + answer);
    }
    start += element.length() + 2;
    return answer.substring(start, answer.indexOf('<', start));
  }
}
