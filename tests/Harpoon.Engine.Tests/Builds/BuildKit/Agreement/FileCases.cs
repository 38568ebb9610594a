namespace Harpoon.Engine.Tests.Builds.BuildKit.Agreement;

/// <summary>Here-documents, <c>COPY</c> and <c>ADD</c>. See <see cref="AgreementCase.Parse"/>.</summary>
internal static class FileCases
{
    public const string Text = """
        ### a comment, a continued line and an escape directive
        # escape=`
        FROM BUSYBOX AS made
        # a comment
        RUN echo one > /made && `
        # a comment in between
            echo two >> /made
        FROM scratch
        COPY --from=made `
          /made /

        ### a here-document that is a script
        FROM BUSYBOX
        RUN <<EOF
        echo first > /first
        echo "$HOME" > /home-of
        EOF

        ### a here-document with its own interpreter
        FROM BUSYBOX
        RUN <<EOF
        #!/bin/sh -e
        echo script > /script
        EOF

        ### a here-document on standard input
        FROM BUSYBOX
        RUN cat <<EOF > /input && wc -l /input > /lines
        one
        two
        EOF

        ### two here-documents of one line
        FROM BUSYBOX
        RUN cat > /both <<ONE && cat >> /both <<TWO
        1
        ONE
        2
        TWO

        ### a here-document that is a file, expanded
        FROM scratch
        ARG WHO=world
        COPY <<EOF /hello.txt
        Hello $WHO
        EOF

        ### a here-document that is a file, as it is
        FROM scratch
        ARG WHO=world
        COPY <<"EOF" /hello.txt
        Hello $WHO
        EOF

        ### here-documents that are files with a mode
        FROM scratch
        COPY --chmod=755 <<one.sh <<-two.sh /bin/
        #!/bin/sh
        one.sh
        	echo two
        	two.sh

        ### COPY of files, folders and wildcards
        FROM scratch
        COPY a.txt sub/b.txt /files/
        COPY sub /folder
        COPY *.txt s?b/*.txt /wild/

        ### COPY of everything that is not ignored
        FROM scratch
        COPY . /

        ### COPY of everything, without the cache
        @ fresh
        FROM scratch
        COPY . /

        ### COPY of a folder with and without --link, without the cache
        @ fresh
        FROM scratch
        COPY sub /sub
        COPY --link sub /linked
        ADD data.tar.gz /

        ### COPY of a link
        FROM scratch
        COPY link /copied
        COPY linked-folder /folder

        ### COPY to a name and to a folder of WORKDIR
        FROM scratch
        WORKDIR /w
        COPY a.txt b
        COPY sub/ sub2/

        ### COPY as JSON, with a space in a name
        FROM scratch
        COPY ["with space.txt", "/with space.txt"]

        ### COPY --chmod with an octal and a symbolic mode
        FROM scratch
        COPY --chmod=0640 a.txt /octal
        COPY --chmod=u=rwX,go=rX sub /symbolic

        ### COPY --chown by numbers and by name
        FROM BUSYBOX
        RUN echo 'fish:x:7:8::/:/bin/sh' >> /etc/passwd && echo 'fish:x:8:' >> /etc/group
        COPY --chown=1:2 a.txt /numbers
        COPY --chown=fish:fish a.txt /names

        ### COPY --link
        FROM scratch
        COPY --link a.txt /linked/
        COPY --link --chmod=600 --chown=3 sub /linked/sub

        ### COPY --exclude
        FROM scratch
        COPY --exclude=*.txt --exclude=sub/deep . /excluded

        ### COPY --from a stage by its number
        FROM scratch AS one
        COPY a.txt /
        FROM scratch
        COPY --from=0 /a.txt /b.txt

        ### COPY --from an image
        FROM scratch
        COPY --from=BUSYBOX /bin/busybox /busybox

        ### ADD of a file and of an archive that is unpacked
        FROM scratch
        ADD a.txt /
        ADD data.tar.gz /unpacked/

        ### ADD --unpack=false
        FROM scratch
        ADD --unpack=false data.tar.gz /packed/

        ### ADD of an address
        FROM scratch
        ADD http://SERVER/file.txt /
        ADD --chmod=600 http://SERVER/file.txt /named

        ### ADD of an address with its checksum
        FROM scratch
        ADD --checksum=sha256:CHECKSUM http://SERVER/file.txt /

        ### ADD --link of an address
        FROM scratch
        ADD --link http://SERVER/file.txt /
        """;
}
