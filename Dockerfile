FROM node:24-bookworm-slim
WORKDIR /oner
COPY . .
RUN npm ci --no-audit --no-fund && node node_modules/vite/bin/vite.js build client --logLevel warn && chown -R node /oner
USER node
ENV HOST=0.0.0.0 PORT=4000 ONER_DATA_DIR=/data
VOLUME /data
EXPOSE 4000
CMD ["node", "server/main.ts"]
