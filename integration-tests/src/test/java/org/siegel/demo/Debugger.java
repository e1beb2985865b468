package org.siegel.demo;

import com.sun.jdi.Bootstrap;
import com.sun.jdi.Location;
import com.sun.jdi.Method;
import com.sun.jdi.ReferenceType;
import com.sun.jdi.VMDisconnectedException;
import com.sun.jdi.VirtualMachine;
import com.sun.jdi.connect.AttachingConnector;
import com.sun.jdi.connect.Connector;
import com.sun.jdi.connect.IllegalConnectorArgumentsException;
import com.sun.jdi.event.BreakpointEvent;
import com.sun.jdi.event.ClassPrepareEvent;
import com.sun.jdi.event.Event;
import com.sun.jdi.event.EventSet;
import com.sun.jdi.request.BreakpointRequest;
import com.sun.jdi.request.ClassPrepareRequest;
import com.sun.jdi.request.EventRequest;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.siegel.testing.Loopback;

/** Stops a gateway at places of its program, all its threads or one, so that it can be killed just there. */
final class Debugger implements AutoCloseable {

    /** What a gateway must be started with. */
    static final String JAVA_OPTION = "-agentlib:jdwp=transport=dt_socket,server=y,suspend=n,address=127.0.0.1:0";

    private static final Pattern PORT = Pattern.compile("Listening for transport dt_socket at address: (\\d+)");

    private final VirtualMachine machine;
    private Armed armed = new Armed(Place.beginOf("", ""), EventRequest.SUSPEND_NONE);

    private Debugger(VirtualMachine machine) {
        this.machine = machine;
    }

    /** Where to stop, and what: all threads, or the one that comes there. */
    private record Armed(Place place, int policy) {}

    /**
     * A place of the program.
     *
     * @param type   the full name of the class
     * @param method all methods of that name
     * @param isEnd  where it has done its work, not where it begins
     */
    record Place(String type, String method, boolean isEnd) {

        static Place beginOf(String type, String method) {
            return new Place(type, method, false);
        }

        static Place endOf(String type, String method) {
            return new Place(type, method, true);
        }

        private List<Location> in(ReferenceType loaded) {
            List<Location> found = loaded.methodsByName(method).stream()
                    .filter(one -> !one.isAbstract())
                    .map(this::in)
                    .toList();
            if (found.isEmpty()) {
                throw new IllegalArgumentException(type + " has no method " + method + " any more: name another place");
            }
            return found;
        }

        private Location in(Method found) {
            long last = found.bytecodes().length - 1L; // the return at the end of a method without result
            return isEnd ? found.locationOfCodeIndex(last) : found.location();
        }
    }

    /** For that gateway, which goes on until it is told where to stop. */
    static Debugger of(GatewayProcess gateway) {
        return new Debugger(attachTo(gateway));
    }

    /** From now on all its threads stop when one comes there. */
    void stopAt(Place place) {
        arm(place, EventRequest.SUSPEND_ALL);
    }

    /** The first thread that comes there stops, and stays there while the others go on. */
    void keepFirstAt(Place place) {
        arm(place, EventRequest.SUSPEND_EVENT_THREAD);
    }

    /** All threads go on that stopped at a place of {@link #stopAt}. */
    void goOn() {
        machine.resume();
    }

    private static VirtualMachine attachTo(GatewayProcess gateway) {
        Matcher port = PORT.matcher(gateway.output());
        if (!port.find()) {
            throw new IllegalStateException("the gateway was not started with " + JAVA_OPTION);
        }
        AttachingConnector connector = Bootstrap.virtualMachineManager().attachingConnectors().stream()
                .filter(one -> one.name().equals("com.sun.jdi.SocketAttach"))
                .findFirst()
                .orElseThrow();
        Map<String, Connector.Argument> where = connector.defaultArguments();
        where.get("hostname").setValue(Loopback.address().getHostAddress());
        where.get("port").setValue(port.group(1));
        try {
            return connector.attach(where);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        } catch (IllegalConnectorArgumentsException e) {
            throw new IllegalStateException(e);
        }
    }

    private void arm(Place place, int policy) {
        forget();
        armed = new Armed(place, policy);
        ClassPrepareRequest later = machine.eventRequestManager().createClassPrepareRequest();
        later.addClassFilter(place.type());
        later.enable();
        machine.classesByName(place.type()).forEach(this::stopIn);
    }

    private void stopIn(ReferenceType loaded) {
        for (Location location : armed.place().in(loaded)) {
            BreakpointRequest request = machine.eventRequestManager().createBreakpointRequest(location);
            request.setSuspendPolicy(armed.policy());
            request.enable();
        }
    }

    /** Threads that stopped stay so. */
    private void forget() {
        machine.eventRequestManager().deleteAllBreakpoints();
        machine.eventRequestManager()
                .deleteEventRequests(List.copyOf(machine.eventRequestManager().classPrepareRequests()));
    }

    /** Whether it stopped there in time; the next that comes there does not. */
    boolean awaitStop(Duration most) {
        long end = System.nanoTime() + most.toNanos();
        try {
            for (long left = most.toMillis(); left > 0; left = (end - System.nanoTime()) / 1_000_000) {
                EventSet events = machine.eventQueue().remove(left);
                if (events == null) {
                    return false;
                }
                for (Event event : events) {
                    switch (event) {
                        case BreakpointEvent _there -> {
                            forget();
                            return true;
                        }
                        case ClassPrepareEvent loaded -> stopIn(loaded.referenceType());
                        default -> {}
                    }
                }
                events.resume();
            }
            return false;
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new IllegalStateException(e);
        }
    }

    @Override
    public void close() {
        try {
            machine.dispose();
        } catch (VMDisconnectedException _killed) {
            // That is what it is for.
        }
    }
}
