namespace Harpoon.Engine.Tests.Builds.BuildKit.Agreement;

/// <summary>Labels, arguments, variables, targets, platforms and contexts. See <see cref="AgreementCase.Parse"/>.</summary>
internal static class ValueCases
{
    public const string Text = """
        ### LABEL and MAINTAINER
        FROM scratch
        MAINTAINER someone@example.com
        LABEL one=1 "two words"="2 \"quoted\"" three='$HOME'
        LABEL multi="a\
        b"

        ### labels of the project
        @ label com.example.one=1
        @ label com.example.two=a,b=c "d"
        FROM scratch
        LABEL com.example.one=0

        ### ARG with defaults, and given
        @ arg GIVEN=from outside
        FROM BUSYBOX
        ARG GIVEN
        ARG DEFAULT=default
        ARG EMPTY=
        ARG ONE=1 TWO=2
        RUN echo "$GIVEN|$DEFAULT|$EMPTY|$ONE|$TWO" > /made

        ### ARG before FROM, and in stages
        @ arg OUTER=given
        ARG START=BUSYBOX
        ARG OUTER=x
        FROM $START AS one
        RUN echo "one '$OUTER'" > /one
        FROM ${START}
        ARG OUTER
        COPY --from=one /one /
        RUN echo "two '$OUTER'" > /two

        ### an argument that is empty, and one with all characters
        @ arg EMPTY=
        @ arg ODD=a b,c=d;"e" 'f' $g \h é
        FROM BUSYBOX
        ARG EMPTY=x
        ARG ODD
        RUN echo "$EMPTY|$ODD" > /made

        ### ENV and its scopes
        FROM BUSYBOX
        ARG A=arg
        ENV A=env B=$A C="c d" D=${A}_x
        ENV E old form
        RUN A=shell; echo "$A|$B|$C|$D|$E" > /made

        ### expansions of variables
        FROM BUSYBOX
        ARG NAME=path/to/file.tar.gz
        ENV UNSET=${NONE:-default} SET=${NAME:+set} PREFIX=${NAME#*/} LONG=${NAME##*/} SUFFIX=${NAME%.*} SHORT=${NAME%%.*} ONCE=${NAME/t/T} ALL=${NAME//t/T} ESCAPED=\$NAME SINGLE='$NAME'
        RUN env | sort | grep -v HOSTNAME > /made

        ### a required variable that is set
        FROM scratch
        ARG V=1
        ENV W="${V?must be set}"

        ### arguments that BuildKit gives of itself
        FROM BUSYBOX
        ARG TARGETPLATFORM
        ARG TARGETOS
        ARG TARGETARCH
        ARG TARGETVARIANT
        ARG BUILDPLATFORM
        ARG BUILDOS
        ARG BUILDARCH
        ARG TARGETSTAGE
        RUN echo "$TARGETPLATFORM $TARGETOS $TARGETARCH $TARGETVARIANT $BUILDPLATFORM $BUILDOS $BUILDARCH $TARGETSTAGE" > /made

        ### a target that is a stage by its name
        @ target Middle
        FROM BUSYBOX AS first
        RUN echo first > /first
        FROM scratch AS middle
        COPY --from=first /first /
        FROM BUSYBOX
        RUN exit 1

        ### a stage that nothing needs
        FROM BUSYBOX AS unneeded
        RUN exit 1
        FROM scratch
        COPY a.txt /

        ### another platform
        @ platforms linux/arm64
        FROM scratch
        ARG TARGETPLATFORM
        ENV PLATFORM=$TARGETPLATFORM
        COPY a.txt /

        ### several platforms
        @ platforms linux/amd64,linux/arm64,linux/arm/v7
        FROM scratch
        ARG TARGETARCH
        ARG TARGETVARIANT
        ENV PLATFORM=$TARGETARCH$TARGETVARIANT
        COPY a.txt /

        ### a stage for the platform of the build
        @ platforms linux/arm64
        FROM --platform=$BUILDPLATFORM BUSYBOX AS made
        ARG TARGETARCH
        RUN echo $TARGETARCH > /made
        FROM scratch
        COPY --from=made /made /

        ### check directives
        # check=skip=StageNameCasing;error=true
        FROM scratch AS Upper
        COPY a.txt /

        ### instructions in small letters and CRLF
        @ crlf
        from scratch as small
        copy a.txt /
        env a=b

        ### a named context that is a folder
        @ context shared=other
        FROM scratch
        COPY --from=shared . /

        ### a named context that is an image, for FROM
        @ context alpine:3.22=docker-image://BUSYBOX
        FROM alpine:3.22
        RUN echo on it > /made

        ### a named context in a mount
        @ context shared=other
        FROM BUSYBOX
        RUN --mount=from=shared,target=/s cp /s/o.txt /made

        ### a named context in place of a stage
        @ context made=other
        FROM BUSYBOX AS made
        RUN exit 1
        FROM scratch
        COPY --from=made /o.txt /

        ### an extra host
        @ host one.example.com=10.1.2.3
        FROM BUSYBOX
        RUN grep example.com /etc/hosts | sort > /made

        ### the size of /dev/shm and limits
        @ shm 32m
        @ ulimit nofile=100:200
        FROM BUSYBOX
        RUN df /dev/shm | tail -1 | tr -s ' ' | cut -d' ' -f2 > /made && ulimit -n >> /made
        """;
}
