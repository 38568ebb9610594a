namespace Harpoon.Engine.Tests.Builds.BuildKit.Agreement;

/// <summary><c>RUN</c> with its mounts and networks, and what an image is told of how it runs. See <see cref="AgreementCase.Parse"/>.</summary>
internal static class StepCases
{
    public const string Text = """
        ### RUN as JSON
        FROM BUSYBOX
        RUN ["/bin/sh", "-c", "echo $0 > /made", "zero"]

        ### RUN with a mount of the context
        FROM BUSYBOX
        RUN --mount=target=/c cat /c/a.txt /c/sub/b.txt > /made && ls -a /c > /list

        ### RUN with a mount of a part of the context, written to
        FROM BUSYBOX
        RUN --mount=type=bind,source=sub,target=/c,rw echo new > /c/new && ls /c > /list

        ### RUN with a mount of a stage and of an image
        FROM BUSYBOX AS tools
        RUN echo tool > /tool
        FROM BUSYBOX
        RUN --mount=from=tools,source=/tool,target=/t --mount=from=BUSYBOX,target=/i cat /t > /made && ls /i/bin > /list

        ### RUN with a cache
        FROM BUSYBOX
        RUN --mount=type=cache,target=/cache,id=PROJECT-1,sharing=locked,mode=0700,uid=5 stat -c '%a %u' /cache > /made

        ### RUN with a cache that starts from a stage
        FROM BUSYBOX AS seed
        RUN mkdir /seed && echo seed > /seed/file
        FROM BUSYBOX
        RUN --mount=type=cache,target=/cache,id=PROJECT-2,from=seed,source=/seed cat /cache/file > /made

        ### RUN with a tmpfs
        FROM BUSYBOX
        RUN --mount=type=tmpfs,target=/t,size=1048576 grep ' /t ' /proc/mounts | cut -d' ' -f3 > /made

        ### RUN with a secret as a file and as a variable
        FROM BUSYBOX
        RUN --mount=type=secret,id=token,target=/t,mode=0444,required --mount=type=secret,id=token,env=TOKEN wc -c < /t > /made && echo ${#TOKEN} >> /made

        ### RUN with a secret that is not given
        FROM BUSYBOX
        RUN --mount=type=secret,id=other ls /run/secrets > /made 2>&1; true

        ### RUN with ssh
        FROM BUSYBOX
        RUN --mount=type=ssh,required test -S $SSH_AUTH_SOCK && echo $SSH_AUTH_SOCK > /made

        ### RUN --network=none
        FROM BUSYBOX
        RUN --network=none ls /sys/class/net > /made

        ### RUN --network=default beside the network of the build
        @ network none
        FROM BUSYBOX
        RUN ls /sys/class/net > /made
        RUN --network=default ls /sys/class/net | wc -l > /default

        ### RUN with the host's network
        @ allow network.host
        FROM BUSYBOX
        RUN --network=host ls /sys/class/net > /made

        ### ONBUILD, run by a stage
        FROM BUSYBOX AS base
        ONBUILD ARG WHO=trigger
        ONBUILD RUN echo $WHO > /trigger
        ONBUILD COPY a.txt /
        FROM base
        RUN cat /trigger /a.txt > /made

        ### ONBUILD that is left for others
        FROM scratch
        ONBUILD COPY . /
        ONBUILD USER fish

        ### SHELL
        FROM BUSYBOX
        SHELL ["/bin/sh", "-ec"]
        RUN echo $- > /flags
        CMD echo command
        ENTRYPOINT echo entry

        ### CMD and ENTRYPOINT as JSON
        FROM scratch
        ENTRYPOINT ["/entry", "a b"]
        CMD ["one", "$TWO"]

        ### HEALTHCHECK
        FROM scratch
        HEALTHCHECK --interval=5s --timeout=3s --start-period=1m --start-interval=2s --retries=4 CMD ["/check", "now"]

        ### HEALTHCHECK of a shell, and none
        FROM BUSYBOX AS checked
        HEALTHCHECK CMD true || exit 1
        FROM checked
        HEALTHCHECK NONE

        ### STOPSIGNAL, EXPOSE, VOLUME, USER, WORKDIR
        FROM scratch
        STOPSIGNAL SIGQUIT
        EXPOSE 80 443/tcp 53/udp 1000-1002
        VOLUME /data ["/logs"]
        VOLUME ["/a", "/b c"]
        USER 5:6
        WORKDIR /one
        WORKDIR two
        """;
}
