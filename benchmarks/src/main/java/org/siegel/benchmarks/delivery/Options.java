package org.siegel.benchmarks.delivery;

import java.util.List;

/**
 * What the command line asks for.
 *
 * @param mails        in a round
 * @param rounds       of each side
 * @param senders      at once
 * @param waiting      mails in the long queue; 0 leaves that part out
 * @param endurance    mails to watch the memory of Siegel with; 0 leaves that part out
 * @param destinations numbers of recipient domains to try beside one
 * @param isAlone      without Postfix and stock James
 */
record Options(
        int mails, int rounds, int senders, int waiting, int endurance, List<Integer> destinations, boolean isAlone) {

    static final String USAGE = """
            Usage: benchmarks/run delivery [--mails N] [--rounds N] [--senders N] [--waiting N] [--endurance N] [--alone] [--brief]
              --mails    in a round (default 1500)
              --rounds   of each side, in turn (default 3)
              --senders  at once (default 20)
              --waiting  mails in the long queue (default 100000)
              --endurance  mails before all else, to see whether memory stays (default 100000)
              --alone    Siegel only, without Postfix and stock James
              --brief    without the parts on memory, on destinations and on the length of the queue""";

    /**
     * Reads them.
     *
     * @throws IllegalArgumentException if one is unknown or no number
     */
    static Options of(List<String> arguments) {
        Options options = new Options(1_500, 3, 20, 100_000, 100_000, List.of(10, 1_000), false);
        for (int i = 0; i < arguments.size(); i++) {
            String name = arguments.get(i);
            if (name.equals("--alone")) {
                options = new Options(
                        options.mails,
                        options.rounds,
                        options.senders,
                        options.waiting,
                        options.endurance,
                        options.destinations,
                        true);
            } else if (name.equals("--brief")) {
                options = new Options(options.mails, options.rounds, options.senders, 0, 0, List.of(), options.isAlone);
            } else {
                i++;
                options = options.with(name, i < arguments.size() ? arguments.get(i) : "");
            }
        }
        return options;
    }

    private Options with(String name, String value) {
        int number;
        try {
            number = Integer.parseInt(value);
        } catch (NumberFormatException e) {
            throw new IllegalArgumentException(name + " needs a number", e);
        }
        return switch (name) {
            case "--mails" -> new Options(number, rounds, senders, waiting, endurance, destinations, isAlone);
            case "--rounds" -> new Options(mails, number, senders, waiting, endurance, destinations, isAlone);
            case "--senders" -> new Options(mails, rounds, number, waiting, endurance, destinations, isAlone);
            case "--waiting" -> new Options(mails, rounds, senders, number, endurance, destinations, isAlone);
            case "--endurance" -> new Options(mails, rounds, senders, waiting, number, destinations, isAlone);
            default -> throw new IllegalArgumentException(name + " is unknown");
        };
    }
}
